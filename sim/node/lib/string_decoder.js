'use strict';

// StringDecoder turns pieces of bytes into text, and keeps back what is not a
// whole character yet. (src/string_decoder.cc)

const { Buffer } = require('buffer');
const native = binding('buffer');
const { codes } = require('internal/errors');

const names = {
  __proto__: null,
  'utf8': 'utf8', 'utf-8': 'utf8', 'hex': 'hex', 'base64': 'base64', 'base64url': 'base64url', 'latin1': 'latin1',
  'binary': 'latin1', 'ascii': 'ascii', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
};

// What is kept between pieces, in one buffer: up to four bytes of a character,
// how many it lacks, how many there are, and the number of the encoding.
const kNativeDecoder = Symbol('kNativeDecoder');
const [missing, kept, encodingAt, size] = [4, 5, 6, 7];
const numbers = { ascii: 0, utf8: 1, base64: 2, utf16le: 3, latin1: 4, hex: 5, base64url: 7 };
const encodings = new Map(Object.entries(numbers).map(([name, number]) => [number, name]));

function normalize(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return 'utf8';
  const name = names[`${encoding}`.toLowerCase()];
  if (name === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  return name;
}

function StringDecoder(encoding) {
  this.encoding = normalize(encoding);
  this[kNativeDecoder] = Buffer.alloc(size);
  this[kNativeDecoder][encodingAt] = numbers[this.encoding];
}

const isContinuation = (byte) => (byte & 0xC0) === 0x80;
const isLead = (byte) => (byte & 0xFC) === 0xD8; // the high byte of the first half of a pair

// Completes the character that the last piece began with, as far as it goes:
// how many bytes that takes, and the text.
function complete(state, data, encoding) {
  let wanted = Math.min(state[missing], data.length);
  if (encoding === 'utf8') {
    // A byte that does not go on with the character begins another.
    const broken = data.subarray(0, wanted).findIndex((byte) => !isContinuation(byte));
    if (broken >= 0) {
      wanted = broken;
      state[missing] = broken;
    }
  }
  state.set(data.subarray(0, wanted), state[kept]);
  state[missing] -= wanted;
  state[kept] += wanted;
  if (state[missing] > 0) return [wanted, ''];
  const text = native.decode(state, 0, state[kept], encoding);
  state[kept] = 0;
  return [wanted, text];
}

// Sets how many bytes at the end must wait, and for how many more.
function keepBack(state, data, encoding) {
  const last = data[data.length - 1];
  const keep = (count, more) => {
    state[kept] = count;
    state[missing] = more;
  };
  if (encoding === 'utf16le') {
    if (data.length % 2 === 1) keep(1, 1);
    else if (isLead(last)) keep(2, 2);
  } else if (encoding === 'utf8') {
    if (last & 0x80) keepCharacter(data, keep);
  } else if (data.length % 3 > 0) {
    keep(data.length % 3, 3 - data.length % 3);
  }
}

function keepCharacter(data, keep) {
  let count = 1;
  while (isContinuation(data[data.length - count])) {
    if (++count > 4 || count > data.length) return; // no character at all
  }
  const first = data[data.length - count];
  let length = 0;
  if ((first & 0xE0) === 0xC0) length = 2;
  else if ((first & 0xF0) === 0xE0) length = 3;
  else if ((first & 0xF8) === 0xF0) length = 4;
  if (count < length) keep(count, length - count);
}

function decode(state, piece) {
  let data = require('internal/bytes').bufferOf(piece);
  const encoding = encodings.get(state[encodingAt]);
  if (encoding === 'ascii' || encoding === 'latin1' || encoding === 'hex') return native.decode(data, 0, data.length, encoding);
  let text = '';
  if (state[missing] > 0) {
    let used;
    [used, text] = complete(state, data, encoding);
    data = data.subarray(used);
  }
  if (data.length === 0) return text;
  keepBack(state, data, encoding);
  const whole = data.length - state[kept];
  state.set(data.subarray(whole), 0);
  return text + native.decode(data, 0, whole, encoding);
}

StringDecoder.prototype.write = function write(piece) {
  if (typeof piece === 'string') return piece;
  if (!ArrayBuffer.isView(piece)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], piece);
  if (!this[kNativeDecoder]) throw new codes.ERR_INVALID_THIS('StringDecoder');
  return decode(this[kNativeDecoder], piece);
};

StringDecoder.prototype.end = function end(piece) {
  const text = piece === undefined ? '' : this.write(piece);
  const state = this[kNativeDecoder];
  let count = state[kept];
  const encoding = encodings.get(state[encodingAt]);
  if (encoding === 'utf16le') count -= count % 2;
  state[missing] = state[kept] = 0;
  return text + native.decode(state, 0, count, encoding);
};

StringDecoder.prototype.text = function text(piece, offset) {
  this[kNativeDecoder][missing] = this[kNativeDecoder][kept] = 0;
  return this.write(piece.slice(offset));
};

const getter = (name, get) => Object.defineProperty(StringDecoder.prototype, name, { configurable: true, enumerable: true, get });
getter('lastChar', function() { return this[kNativeDecoder].subarray(0, 4); });
getter('lastNeed', function() { return this[kNativeDecoder][missing]; });
getter('lastTotal', function() { return this[kNativeDecoder][kept] + this[kNativeDecoder][missing]; });

module.exports = { StringDecoder };
