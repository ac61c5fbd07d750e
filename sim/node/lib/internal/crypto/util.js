'use strict';

// What the parts of crypto share: bytes of arguments, results in an encoding,
// and handles, which a program sees but cannot use.

const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;

const kHandle = Symbol('kHandle');

const isMemory = (value) => {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]';
};
const isBytes = (value) => isMemory(value) || ArrayBuffer.isView(value);
const isStringOrBytes = (value) => typeof value === 'string' || isBytes(value);

const byteTypes = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

/** Bytes of a password, salt or the like: a view, memory, or a string in an encoding. */
function bytesOf(value, name, encoding) {
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
  if (isBytes(value)) return value;
  throw new ERR_INVALID_ARG_TYPE(name, byteTypes, value);
}

/** The same, without copying a string. */
function checkBytes(value, name) {
  if (!isStringOrBytes(value)) throw new ERR_INVALID_ARG_TYPE(name, byteTypes, value);
  return value;
}

/** Bytes as a Buffer, or as text if an encoding is given that is none of 'buffer'. */
function encoded(memory, encoding) {
  const b = Buffer.from(memory);
  return encoding && encoding !== 'buffer' ? b.toString(encoding) : b;
}

function coded(error, code, more = undefined) {
  Object.assign(error, more);
  if (code) error.code = code;
  return error;
}

const natives = new WeakMap();

/** An object of a class of that name, which stands for one of Go's. */
function makeHandle(Class, native) {
  const handle = new Class();
  natives.set(handle, native);
  return handle;
}

/** Go's object behind the handle of a hash, a cipher or the like. */
function nativeOf(object) { return natives.get(object[kHandle]); }

module.exports = { byteTypes, bytesOf, checkBytes, coded, encoded, isBytes, isMemory, isStringOrBytes, kHandle, makeHandle, nativeOf };
