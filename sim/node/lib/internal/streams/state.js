'use strict';

// What the states of streams share.

const { codes } = require('internal/errors');
const { validateInteger } = require('internal/validators');

let bytes = 16 * 1024;
let objects = 16;

exports.defaultHighWaterMark = (objectMode) => (objectMode ? objects : bytes);
exports.setDefaultHighWaterMark = (objectMode, value) => {
  validateInteger(value, 'value', 0);
  if (objectMode) objects = value;
  else bytes = value;
};

/** The high water mark that options ask for, checked. */
exports.highWaterMark = (state, options, duplexKey, isDuplex) => {
  const given = options.highWaterMark != null ? options.highWaterMark : isDuplex ? options[duplexKey] : null;
  if (given == null) return exports.defaultHighWaterMark(state.objectMode);
  if (!Number.isInteger(given) || given < 0) {
    throw new codes.ERR_INVALID_ARG_VALUE(isDuplex ? `options.${duplexKey}` : 'options.highWaterMark', given);
  }
  return Math.floor(given);
};

/** The encoding that strings have when nothing is said. */
exports.defaultEncoding = (options) => {
  const encoding = options?.defaultEncoding;
  if (encoding == null || encoding === 'utf8' || encoding === 'utf-8') return 'utf8';
  if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  return encoding;
};

/** A view as a Buffer over the same memory. */
exports.asBuffer = (chunk) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));

/** What a state does when its stream has been constructed. */
exports.kOnConstructed = Symbol('kOnConstructed');

/** Defines a property that is not listed. */
exports.hide = (object, name, value) => {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
};

/** Defines properties that look at the state, and are not listed. */
exports.getters = (prototype, all) => {
  Object.defineProperties(prototype, all);
};
