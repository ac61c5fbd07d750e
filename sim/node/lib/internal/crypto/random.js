'use strict';

// Random numbers, from the process's seed, and prime numbers.

const native = binding('crypto');
const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = require('internal/errors').codes;
const {
  validateBoolean, validateFunction, validateInt32, validateNumber, validateObject,
} = require('internal/validators');
const { isBytes, isMemory } = require('internal/crypto/util');

const kMaxInt32 = 2 ** 31 - 1;

// Gives a callback the job's bytes in the form that it is promised.
const answer = (callback, make) => (error, memory) => (error ? callback(error) : callback(null, make(memory)));

function randomBytes(size, callback) {
  validateNumber(size, 'size', 0, kMaxInt32);
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (callback === undefined) return Buffer.from(native.random(size));
  if (size === 0) return callback(null, Buffer.alloc(0));
  native.random(size, answer(callback, (m) => Buffer.from(m)));
  return undefined;
}

// [offset, size] in bytes of a part of a view that is given in elements.
function randomPart(buf, offset, size) {
  if (!isMemory(buf) && !ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  const unit = buf.BYTES_PER_ELEMENT || 1;
  const total = buf.byteLength;
  offset = offset === undefined ? 0 : checkOffset(offset, unit, total);
  if (size === undefined) return [offset, total - offset];
  validateNumber(size, 'size');
  size *= unit;
  if (Number.isNaN(size) || size > kMaxInt32 || size < 0) throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${kMaxInt32}`, size);
  if (size + offset > total) throw new ERR_OUT_OF_RANGE('size + offset', `<= ${total}`, size + offset);
  return [offset, size];
}

function checkOffset(offset, unit, total) {
  validateNumber(offset, 'offset');
  offset *= unit;
  if (Number.isNaN(offset) || offset > Math.min(total, kMaxInt32) || offset < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${Math.min(total, kMaxInt32)}`, offset);
  }
  return offset;
}

function putRandom(buf, offset, memory) {
  if (memory.byteLength > 0) new Uint8Array(buf.buffer || buf, (buf.byteOffset || 0) + offset, memory.byteLength).set(new Uint8Array(memory));
  return buf;
}

function randomFillSync(buf, offset = 0, size) {
  const [at, count] = randomPart(buf, offset, size);
  return putRandom(buf, at, native.random(count));
}

function randomFill(buf, offset, size, callback) {
  if (!isMemory(buf) && !ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  if (typeof offset === 'function') {
    callback = offset;
    offset = size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  }
  validateFunction(callback, 'callback');
  const [at, count] = randomPart(buf, offset, size);
  if (count === 0) {
    callback(null, buf);
    return;
  }
  native.random(count, (error, memory) => callback(error, putRandom(buf, at, memory)));
}

const kMaxRange = 2 ** 48 - 1;

// A number below range: tries again where the last, incomplete round begins.
function belowRange(range) {
  const most = kMaxRange - (kMaxRange % range);
  for (;;) {
    const x = Buffer.from(native.random(6)).readUIntBE(0, 6);
    if (x < most) return x % range;
  }
}

function randomInt(min, max, callback) {
  const oneBound = max === undefined || typeof max === 'function';
  if (oneBound) {
    callback = max;
    max = min;
    min = 0;
  }
  const sync = callback === undefined;
  if (!sync) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (!(range <= kMaxRange)) throw new ERR_OUT_OF_RANGE(oneBound ? 'max' : 'max - min', `<= ${kMaxRange}`, range);
  const n = belowRange(range) + min;
  if (sync) return n;
  process.nextTick(callback, undefined, n);
  return undefined;
}

function randomUUID(options) {
  if (options !== undefined) validateObject(options, 'options');
  const { disableEntropyCache = false } = options || {};
  validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
  const b = Buffer.from(native.random(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = b.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

// Prime numbers.

// A number as bytes, the highest first.
function numberBytes(value, name) {
  if (typeof value === 'bigint') {
    if (value < 0n) throw new ERR_OUT_OF_RANGE(name, '>= 0', value);
    const digits = value.toString(16);
    return Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex');
  }
  if (!isBytes(value)) throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'], value);
  return value;
}

function toBigInt(bytes) {
  const b = isMemory(bytes) ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return BigInt(`0x${b.toString('hex') || '0'}`);
}

function primeParameters(size, options) {
  validateInt32(size, 'size', 1);
  validateObject(options, 'options');
  const { safe = false, bigint = false } = options;
  let { add, rem } = options;
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  if (add !== undefined) {
    add = numberBytes(add, 'options.add');
    if (toBigInt(add).toString(2).length > size) {
      const error = new RangeError('invalid options.add');
      error.code = 'ERR_OUT_OF_RANGE';
      throw error;
    }
  }
  if (rem !== undefined) {
    rem = numberBytes(rem, 'options.rem');
    if (add !== undefined && toBigInt(add) <= toBigInt(rem)) {
      const error = new RangeError('invalid options.rem');
      error.code = 'ERR_OUT_OF_RANGE';
      throw error;
    }
  }
  return [size, safe, bigint, add, rem];
}

function generatePrime(size, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateFunction(callback, 'callback');
  const [bits, safe, bigint, add, rem] = primeParameters(size, options);
  native.prime(bits, safe, add, rem, (error, memory) => (error ? callback(error) : callback(undefined, bigint ? toBigInt(memory) : memory)));
}

function generatePrimeSync(size, options = {}) {
  const [bits, safe, bigint, add, rem] = primeParameters(size, options);
  const memory = native.prime(bits, safe, add, rem);
  return bigint ? toBigInt(memory) : memory;
}

function candidateParameters(candidate, options) {
  if (typeof candidate === 'bigint') {
    candidate = numberBytes(candidate, 'candidate');
  } else if (!isBytes(candidate)) {
    throw new ERR_INVALID_ARG_TYPE('candidate', ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'], candidate);
  }
  validateObject(options, 'options');
  const { checks = 0 } = options;
  validateInt32(checks, 'options.checks', 0);
  return [candidate, checks];
}

function checkPrime(candidate, options = {}, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateFunction(callback, 'callback');
  native.isPrime(...candidateParameters(candidate, options), (error, result) => callback(error ?? undefined, result));
}

function checkPrimeSync(candidate, options = {}) { return native.isPrime(...candidateParameters(candidate, options)); }

/** The web's random values. */
function getRandomValues(array) {
  const { DOMException } = require('internal/domexception');
  if (!ArrayBuffer.isView(array) || array instanceof DataView || array instanceof Float32Array || array instanceof Float64Array) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (array.byteLength > 65536) {
    throw new DOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  return randomFillSync(array);
}

module.exports = {
  checkPrime, checkPrimeSync, generatePrime, generatePrimeSync, getRandomValues, randomBytes, randomFill, randomFillSync, randomInt,
  randomUUID, toBigInt,
};
