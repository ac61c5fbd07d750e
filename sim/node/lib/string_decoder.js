'use strict';

// StringDecoder turns pieces of bytes into text, and keeps back what is not a
// whole character yet.

const { Buffer } = require('buffer');
const native = binding('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } = require('internal/errors').codes;

const names = {
  'utf8': 'utf8', 'utf-8': 'utf8', 'hex': 'hex', 'base64': 'base64', 'base64url': 'base64url', 'latin1': 'latin1',
  'binary': 'latin1', 'ascii': 'ascii', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
};

function StringDecoder(encoding) {
  if (encoding !== undefined && encoding !== null && encoding !== '') {
    const lower = `${encoding}`.toLowerCase();
    if (!Object.hasOwn(names, lower)) throw new ERR_UNKNOWN_ENCODING(encoding);
    this.encoding = names[lower];
  } else {
    this.encoding = 'utf8';
  }
  Object.defineProperty(this, '_kept', { value: Buffer.alloc(0), writable: true, enumerable: false });
  this.lastChar = Buffer.alloc(4);
  this.lastNeed = 0;
  this.lastTotal = 0;
}

// How many bytes at the end must wait for more.
function waiting(encoding, data) {
  switch (encoding) {
    case 'utf8': return native.unfinished(data);
    case 'base64': case 'base64url': return data.length % 3;
    case 'utf16le': {
      const odd = data.length % 2;
      const last = data.length - odd - 1;
      // The first half of a pair waits for the second.
      return last > 0 && (data[last] & 0xFC) === 0xD8 ? odd + 2 : odd;
    }
    default: return 0;
  }
}

function need(encoding, kept) {
  if (kept.length === 0) return [0, 0];
  if (encoding === 'utf8') {
    const total = kept[0] >= 0xF0 ? 4 : kept[0] >= 0xE0 ? 3 : 2;
    return [total - kept.length, total];
  }
  if (encoding === 'utf16le') {
    const total = kept.length > 1 ? 4 : 2;
    return [total - kept.length, total];
  }
  return [3 - kept.length, 3];
}

StringDecoder.prototype.write = function write(piece) {
  if (typeof piece === 'string') return piece;
  if (!ArrayBuffer.isView(piece)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], piece);
  let data = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  if (data.length === 0) return '';
  if (this._kept.length > 0) data = Buffer.concat([this._kept, data]);
  const rest = waiting(this.encoding, data);
  this._kept = Buffer.from(data.subarray(data.length - rest));
  [this.lastNeed, this.lastTotal] = need(this.encoding, this._kept);
  this._kept.copy(this.lastChar);
  return native.decode(data, 0, data.length - rest, this.encoding);
};

StringDecoder.prototype.end = function end(piece) {
  const text = piece === undefined ? '' : this.write(piece);
  const kept = this._kept;
  this._kept = Buffer.alloc(0);
  this.lastNeed = this.lastTotal = 0;
  return text + native.decode(kept, 0, kept.length, this.encoding);
};

StringDecoder.prototype.text = function text(piece, offset) {
  this._kept = Buffer.alloc(0);
  this.lastNeed = this.lastTotal = 0;
  return this.write(piece.slice(offset));
};

module.exports = { StringDecoder };
