'use strict';

// What the states of streams share.

const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
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
    throw new ERR_INVALID_ARG_VALUE(isDuplex ? `options.${duplexKey}` : 'options.highWaterMark', given);
  }
  return Math.floor(given);
};

/** A view as a Buffer over the same memory. */
exports.asBuffer = (chunk) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
