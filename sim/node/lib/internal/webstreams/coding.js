'use strict';

// Streams that change text to bytes and back, and that compress.

const { check, expose, kState, kType, show } = require('internal/webstreams/common');
const { TransformStream } = require('internal/webstreams/transform');
const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;

// Gives a class the two sides of the pair in its state.
function giveSides(Class) {
  for (const side of ['readable', 'writable']) {
    Object.defineProperty(Class.prototype, side, {
      configurable: true,
      enumerable: true,
      get: Object.getOwnPropertyDescriptor({ get [side]() {
        check(this, Class.name);
        return this[kState].pair[side];
      } }, side).get,
    });
  }
}
// Gives a class what its coder says of itself.
function giveGetters(Class, names) {
  for (const name of names) {
    Object.defineProperty(Class.prototype, name, {
      configurable: true,
      enumerable: true,
      get: Object.getOwnPropertyDescriptor({ get [name]() {
        check(this, Class.name);
        return this[kState].coder[name];
      } }, name).get,
    });
  }
}

const isHigh = (unit) => unit >= 0xD800 && unit <= 0xDBFF;
const isLow = (unit) => unit >= 0xDC00 && unit <= 0xDFFF;

class TextEncoderStream {
  [kType] = 'TextEncoderStream';
  constructor() {
    const coder = new TextEncoder();
    let high = ''; // half of a character, whose other half may come
    this[kState] = { coder, pair: new TransformStream({
      transform(chunk, controller) {
        let text = high + String(chunk);
        high = '';
        if (isHigh(text.charCodeAt(text.length - 1))) {
          high = text[text.length - 1];
          text = text.slice(0, -1);
        }
        let whole = '';
        for (let i = 0; i < text.length; i++) {
          const unit = text.charCodeAt(i);
          if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) {
            whole += text[i] + text[i + 1];
            i++;
          } else {
            whole += isHigh(unit) || isLow(unit) ? '\uFFFD' : text[i];
          }
        }
        if (whole) controller.enqueue(coder.encode(whole));
      },
      flush(controller) { if (high) controller.enqueue(new Uint8Array([0xEF, 0xBF, 0xBD])); },
    }) };
  }
}
giveGetters(TextEncoderStream, ['encoding']);
giveSides(TextEncoderStream);
show(TextEncoderStream, (stream) => ({ encoding: stream.encoding, readable: stream.readable, writable: stream.writable }));

class TextDecoderStream {
  [kType] = 'TextDecoderStream';
  constructor(encoding = 'utf-8', options = {}) {
    const coder = new TextDecoder(encoding, options);
    this[kState] = { coder, pair: new TransformStream({
      transform(chunk, controller) {
        const text = coder.decode(chunk, { stream: true });
        if (text) controller.enqueue(text);
      },
      flush(controller) {
        const text = coder.decode();
        if (text) controller.enqueue(text);
        controller.terminate();
      },
    }) };
  }
}
giveGetters(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM']);
giveSides(TextDecoderStream);
show(TextDecoderStream, (stream) => ({
  encoding: stream.encoding, fatal: stream.fatal, ignoreBOM: stream.ignoreBOM, readable: stream.readable, writable: stream.writable,
}));

function pairOf(format, creators) {
  if (!Object.hasOwn(creators, format)) throw new ERR_INVALID_ARG_VALUE('format', format);
  return { pair: require('internal/webstreams/adapters').duplexToWeb(require('zlib')[creators[format]]()) };
}

class CompressionStream {
  [kType] = 'CompressionStream';
  constructor(format) {
    this[kState] = pairOf(format, { 'deflate': 'createDeflate', 'deflate-raw': 'createDeflateRaw', 'gzip': 'createGzip' });
  }
}
class DecompressionStream {
  [kType] = 'DecompressionStream';
  constructor(format) {
    this[kState] = pairOf(format, { 'deflate': 'createInflate', 'deflate-raw': 'createInflateRaw', 'gzip': 'createGunzip' });
  }
}
for (const Class of [CompressionStream, DecompressionStream]) {
  giveSides(Class);
  expose(Class, []);
  show(Class, (stream) => ({ readable: stream.readable, writable: stream.writable }));
}

module.exports = { CompressionStream, DecompressionStream, TextDecoderStream, TextEncoderStream };
