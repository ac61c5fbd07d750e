'use strict';

// createHash and createHmac. They are also streams: what is written is hashed,
// at the end the result can be read.

const native = binding('crypto');
const { Buffer } = require('buffer');
const LazyTransform = require('internal/streams/lazy_transform');
const {
  ERR_CRYPTO_HASH_FINALIZED, ERR_CRYPTO_INVALID_DIGEST, ERR_INVALID_ARG_TYPE,
} = require('internal/errors').codes;
const { validateEncoding, validateString, validateUint32 } = require('internal/validators');
const { coded, encoded, kHandle, makeHandle, nativeOf } = require('internal/crypto/util');

const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');
const handles = { Hash: class Hash {}, Hmac: class Hmac {} };

function dataBytes(data, encoding) {
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
    return encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'buffer' ? data : Buffer.from(data, encoding);
  }
  if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  return data;
}

// A result in an encoding; what is no encoding stands for none.
function digested(memory, encoding) {
  return encoded(memory, encoding !== 'buffer' && Buffer.isEncoding(encoding) ? encoding : undefined);
}

function Hash(algorithm, options) {
  if (!(this instanceof Hash)) return new Hash(algorithm, options);
  const copied = algorithm instanceof Hash ? nativeOf(algorithm) : undefined;
  if (!copied) validateString(algorithm, 'algorithm');
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  const state = copied ? native.copy(copied, length ?? -1) : native.hash(algorithm, length ?? -1);
  if (state === undefined) throw new Error('Digest method not supported');
  if (length !== undefined && !native.extendable(state) && length !== native.size(state)) {
    throw coded(new Error('error:030000B2:digital envelope routines::not XOF or invalid length'),
      'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', { library: 'digital envelope routines', reason: 'not XOF or invalid length' });
  }
  this[kHandle] = makeHandle(handles.Hash, state);
  this[kState] = { [kFinalized]: false };
  Reflect.apply(LazyTransform, this, [options]);
}
Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};
Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  native.update(nativeOf(this), dataBytes(chunk, encoding));
  callback();
};
Hash.prototype._flush = function _flush(callback) {
  this.push(Buffer.from(native.sum(nativeOf(this)))); // digest can still be called
  callback();
};
Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  native.update(nativeOf(this), dataBytes(data, encoding));
  return this;
};
Hash.prototype.digest = function digest(outputEncoding) {
  const state = this[kState];
  if (state[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  const result = digested(native.sum(nativeOf(this)), outputEncoding && `${outputEncoding}`);
  state[kFinalized] = true;
  return result;
};

function Hmac(hmac, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const state = native.hmac(hmac, require('internal/crypto/keys').secretBytes(key, options?.encoding));
  if (state === undefined) throw new ERR_CRYPTO_INVALID_DIGEST(hmac);
  this[kHandle] = makeHandle(handles.Hmac, state);
  this[kState] = { [kFinalized]: false };
  Reflect.apply(LazyTransform, this, [options]);
}
Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);
Hmac.prototype.update = Hash.prototype.update;
// A second digest of an Hmac is empty.
Hmac.prototype.digest = function digest(outputEncoding) {
  const state = this[kState];
  if (state[kFinalized]) return digested(new ArrayBuffer(0), outputEncoding);
  const result = digested(native.sum(nativeOf(this)), outputEncoding && `${outputEncoding}`);
  state[kFinalized] = true;
  return result;
};
Hmac.prototype._transform = Hash.prototype._transform;
Hmac.prototype._flush = function _flush(callback) {
  this.push(this.digest());
  callback();
};

/** A hash of data in one call. */
function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  }
  validateString(outputEncoding, 'outputEncoding');
  const encoding = outputEncoding.toLowerCase();
  if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    throw new (require('internal/errors').codes.ERR_INVALID_ARG_VALUE)('outputEncoding', outputEncoding);
  }
  const state = native.hash(algorithm, -1);
  if (state === undefined) throw new Error(`Digest method ${algorithm} is not supported`);
  native.update(state, input);
  return digested(native.sum(state), encoding);
}

module.exports = { Hash, Hmac, dataBytes, hash };
