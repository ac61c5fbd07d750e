'use strict';

// TextEncoder and TextDecoder. (WHATWG Encoding)

const native = binding('buffer');
const {
  ERR_ENCODING_INVALID_ENCODED_DATA, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS,
} = require('internal/errors').codes;
const { validateObject, validateString, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class TextEncoder {
  #brand = true;
  get encoding() {
    if (!(#brand in this)) throw new ERR_INVALID_THIS('TextEncoder');
    return 'utf-8';
  }
  encode(input = '') { return new Uint8Array(native.encode(`${input}`, 'utf8')); }
  encodeInto(src, dest) {
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
  'windows-1252': 'ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 ' +
    'iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252',
})) {
  for (const name of names.split(' ')) labels.set(name, encoding);
}

// Node decodes windows-1252 as latin1.

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #decoder; // of what is neither Unicode nor Latin
  #kept = new Uint8Array(0);
  #begun = false;

  constructor(encoding = 'utf-8', options = {}) {
    const label = `${encoding}`;
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const trimmed = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase();
    this.#decoder = labels.has(trimmed) ? undefined : native.decoder(trimmed);
    const known = labels.get(trimmed) ?? this.#decoder?.name;
    if (known === undefined) throw new ERR_ENCODING_NOT_SUPPORTED(label);
    this.#encoding = known;
    this.#fatal = !!options?.fatal;
    this.#ignoreBOM = !!options?.ignoreBOM;
  }

  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }

  decode(input = new Uint8Array(0), options = {}) {
    let data;
    if (ArrayBuffer.isView(input)) data = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    else if (Object.prototype.toString.call(input) === '[object ArrayBuffer]' || input?.[Symbol.toStringTag] === 'SharedArrayBuffer') data = new Uint8Array(input);
    else throw listError(input);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const stream = !!options?.stream;
    if (this.#decoder) {
      const text = this.#decoder.decode(data, stream);
      if (this.#fatal && text.includes('\ufffd')) throw new ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding, undefined);
      return text;
    }
    if (this.#kept.length > 0) {
      const both = new Uint8Array(this.#kept.length + data.length);
      both.set(this.#kept);
      both.set(data, this.#kept.length);
      data = both;
      this.#kept = new Uint8Array(0);
    }
    let end = data.length;
    if (stream) {
      end -= this.#encoding === 'utf-8' ? native.unfinished(data) : this.#encoding === 'utf-16le' ? data.length % 2 : 0;
      this.#kept = data.slice(end);
    }
    const text = this.#text(data.subarray(0, end));
    if (!stream) this.#begun = false;
    return text;
  }

  #text(data) {
    let text;
    if (this.#encoding === 'utf-8') {
      if (this.#fatal && !native.validUtf8(data)) throw new ERR_ENCODING_INVALID_ENCODED_DATA('utf-8', undefined);
      text = native.decode(data, 0, data.length, 'utf8');
    } else if (this.#encoding === 'utf-16le') {
      text = native.decode(data, 0, data.length, 'utf16le');
      if (data.length % 2) {
        if (this.#fatal) throw new ERR_ENCODING_INVALID_ENCODED_DATA('utf-16le', undefined);
        text += '\ufffd';
      }
    } else {
      return native.decode(data, 0, data.length, 'latin1');
    }
    if (text.length > 0) {
      if (!this.#begun && !this.#ignoreBOM && text.charCodeAt(0) === 0xFEFF) text = text.slice(1);
      this.#begun = true;
    }
    return text;
  }

  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = { encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM };
    return `TextDecoder ${require('internal/inspect').inspect(shown, options)}`;
  }
}
Object.defineProperty(TextDecoder.prototype, Symbol.toStringTag, { value: 'TextDecoder', configurable: true });
for (const name of ['encoding', 'fatal', 'ignoreBOM', 'decode']) Object.defineProperty(TextDecoder.prototype, name, { enumerable: true });

function listError(input) {
  const error = new ERR_INVALID_ARG_TYPE('list', ['SharedArrayBuffer', 'ArrayBuffer', 'ArrayBufferView'], input);
  error.message = 'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.';
  return error;
}

module.exports = { TextEncoder, TextDecoder };
