'use strict';

// TextEncoder and TextDecoder. (WHATWG Encoding)

const native = binding('buffer');
const { kind: kindOf } = binding('util');
const { bytesOf } = require('internal/bytes');
const { ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { validateObject, validateString, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class TextEncoder {
  #brand = true;
  static #check(object) { if (!(#brand in object)) throw new ERR_INVALID_THIS('TextEncoder'); }
  get encoding() {
    TextEncoder.#check(this);
    return 'utf-8';
  }
  encode(input = '') {
    TextEncoder.#check(this);
    return new Uint8Array(native.encode(`${input}`, 'utf8'));
  }
  encodeInto(src, dest) {
    TextEncoder.#check(this);
    validateString(src, 'src');
    if (!(dest instanceof Uint8Array)) throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    const written = native.write(dest, src, 0, dest.length, 'utf8');
    // Bytes of whole characters tell how much of the text was read.
    const read = native.decode(dest, 0, written, 'utf8').length;
    return { read, written };
  }
  [customInspect](depth, options) {
    return require('internal/inspect').inspect({ encoding: this.encoding }, options);
  }
}
Object.defineProperty(TextEncoder.prototype, Symbol.toStringTag, { value: 'TextEncoder', configurable: true });
for (const name of ['encode', 'encodeInto', 'encoding']) Object.defineProperty(TextEncoder.prototype, name, { enumerable: true });

// Labels that programs use, by the encoding they mean.
const labels = new Map();
for (const [encoding, names] of Object.entries({
  'utf-8': 'unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8',
  'utf-16le': 'csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le',
  'utf-16be': 'unicodefffe utf-16be',
  'windows-1252': 'ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 ' +
    'iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252',
})) {
  for (const name of names.split(' ')) labels.set(name, encoding);
}

const nothing = new Uint8Array(0);
const isHigh = (unit) => unit >= 0xD800 && unit <= 0xDBFF;

// Node has two ways: one of UTF-8 and of windows-1252 (which it takes for
// latin1) as a whole, and ICU's converters for all else and for good once
// something came in pieces. Their errors differ. (lib/internal/encoding.js,
// src/encoding_binding.cc, ConverterObject in src/node_i18n.cc)
class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #whole; // whether nothing came in pieces yet, nor can
  #decoder; // of what is neither Unicode nor Latin
  #kept = nothing;
  #begun = false;

  constructor(encoding = 'utf-8', options = {}) {
    const label = `${encoding}`;
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const trimmed = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase();
    // Only the Web's white space may stand around a label.
    this.#decoder = labels.has(trimmed) || !/^[!-~]+$/.test(trimmed) ? undefined : native.decoder(trimmed);
    const known = labels.get(trimmed) ?? this.#decoder?.name;
    if (known === undefined) throw new ERR_ENCODING_NOT_SUPPORTED(label);
    this.#encoding = known;
    this.#fatal = !!options?.fatal;
    this.#ignoreBOM = !!options?.ignoreBOM;
    this.#whole = known === 'utf-8' || known === 'windows-1252';
  }

  static #check(object) {
    if (!(#encoding in object)) throw new ERR_INVALID_THIS('TextDecoder');
    return object;
  }

  get encoding() { return TextDecoder.#check(this).#encoding; }
  get fatal() { return TextDecoder.#check(this).#fatal; }
  get ignoreBOM() { return TextDecoder.#check(this).#ignoreBOM; }

  decode(input = nothing, options = {}) {
    TextDecoder.#check(this);
    this.#whole &&= !options?.stream;
    if (!this.#whole) validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    let data = this.#bytes(input);
    if (this.#whole && this.#encoding === 'windows-1252') {
      // A byte order mark is looked for in the first byte alone.
      if (this.#ignoreBOM && data[0] === 0xFF) data = data.subarray(1);
      return native.decode(data, 0, data.length, 'latin1');
    }
    const stream = !!options?.stream;
    if (this.#encoding === 'windows-1252') this.#decoder ??= native.decoder('windows-1252');
    if (this.#decoder) {
      const text = this.#decoder.decode(data, stream);
      if (this.#fatal && text.includes('\ufffd')) throw this.#invalid();
      return text;
    }
    if (this.#kept.length > 0) {
      const both = new Uint8Array(this.#kept.length + data.length);
      both.set(this.#kept);
      both.set(data, this.#kept.length);
      data = both;
      this.#kept = nothing;
    }
    let end = data.length;
    if (stream) {
      end -= this.#unfinished(data);
      this.#kept = data.slice(end);
    }
    const text = this.#text(data.subarray(0, end));
    if (!stream) this.#begun = false;
    return text;
  }

  // How many bytes at the end may go on as one character.
  #unfinished(data) {
    if (this.#encoding === 'utf-8') return native.unfinished(data);
    const odd = data.length % 2;
    const last = this.#encoding === 'utf-16le' ? data.length - odd - 1 : data.length - odd - 2;
    return isHigh(data[last] << 8) ? odd + 2 : odd;
  }

  #text(data) {
    let text;
    if (this.#encoding === 'utf-8') {
      if (this.#fatal && !native.validUtf8(data)) throw this.#invalid();
      text = native.decode(data, 0, data.length, 'utf8');
    } else {
      let units = data.subarray(0, data.length - data.length % 2);
      if (this.#encoding === 'utf-16be') {
        units = units.slice();
        native.swap(units, 2);
      }
      text = native.decode(units, 0, units.length, 'utf16le');
      if (data.length % 2) text += '\uD800'; // half a unit is as wrong as half a pair
      if (this.#fatal && !text.isWellFormed()) throw this.#invalid();
      text = text.toWellFormed();
    }
    if (text.length > 0) {
      if (!this.#begun && !this.#ignoreBOM && text.charCodeAt(0) === 0xFEFF) text = text.slice(1);
      this.#begun = true;
    }
    return text;
  }

  #bytes(input) {
    const kind = ArrayBuffer.isView(input) ? 'view' : kindOf(input);
    if (kind !== 'view' && kind !== 'ArrayBuffer' && kind !== 'SharedArrayBuffer') throw this.#wrongInput();
    return bytesOf(input);
  }

  #wrongInput() {
    const name = this.#whole && this.#encoding === 'utf-8' ? 'list' : 'input';
    const kinds = this.#whole && this.#encoding === 'windows-1252' ? 'ArrayBuffer, SharedArrayBuffer, or ArrayBufferView' :
      'SharedArrayBuffer, ArrayBuffer or ArrayBufferView';
    return coded(new TypeError(`The "${name}" argument must be an instance of ${kinds}.`), 'ERR_INVALID_ARG_TYPE');
  }

  #invalid() {
    return coded(new TypeError(`The encoded data was not valid for encoding ${this.#encoding}`), 'ERR_ENCODING_INVALID_ENCODED_DATA');
  }

  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = { encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM };
    return `TextDecoder ${require('internal/inspect').inspect(shown, options)}`;
  }
}
Object.defineProperty(TextDecoder.prototype, Symbol.toStringTag, { value: 'TextDecoder', configurable: true });
for (const name of ['encoding', 'fatal', 'ignoreBOM', 'decode']) Object.defineProperty(TextDecoder.prototype, name, { enumerable: true });

// An error that Node makes in C++: its stack does not tell the code.
function coded(error, code) {
  error.code = code;
  return error;
}

module.exports = { TextEncoder, TextDecoder };
