'use strict';

// Keys from passwords: pbkdf2, scrypt, hkdf. Callback forms work on the pool.

const native = binding('crypto');
const { Buffer } = require('buffer');
const {
  ERR_CRYPTO_INVALID_DIGEST, ERR_CRYPTO_INVALID_KEYLEN, ERR_CRYPTO_SCRYPT_INVALID_PARAMETER, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE,
} = require('internal/errors').codes;
const { validateFunction, validateInt32, validateInteger, validateString, validateUint32 } = require('internal/validators');
const { checkBytes, coded, isStringOrBytes } = require('internal/crypto/util');

// Gives a callback the job's bytes in the form that it is promised.
const answer = (callback, make) => (error, memory) => (error ? callback(error) : callback(null, make(memory)));

const isDigest = (name) => native.hasDigest(name);

function checkPbkdf2(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  checkBytes(password, 'password');
  checkBytes(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  if (!isDigest(digest)) throw new ERR_CRYPTO_INVALID_DIGEST(digest);
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  validateString(digest, 'digest');
  checkBytes(password, 'password');
  checkBytes(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  validateFunction(callback, 'callback');
  if (!isDigest(digest)) throw new ERR_CRYPTO_INVALID_DIGEST(digest);
  native.pbkdf2(password, salt, iterations, keylen, digest, answer(callback, (m) => Buffer.from(m)));
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  checkPbkdf2(password, salt, iterations, keylen, digest);
  return Buffer.from(native.pbkdf2(password, salt, iterations, keylen, digest));
}

const scryptDefaults = { N: 16384, r: 8, p: 1, maxmem: 32 << 20 };

// The error that OpenSSL still has in its queue: a later refusal tells of it too.
let queued = '';

function checkScrypt(password, salt, keylen, options) {
  checkBytes(password, 'password');
  checkBytes(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  const { N: defaultN, r: defaultR, p: defaultP, maxmem: defaultMaxmem } = scryptDefaults;
  let N = defaultN;
  let r = defaultR;
  let p = defaultP;
  let maxmem = defaultMaxmem;
  if (options && options !== scryptDefaults) {
    const either = (name, alias, fallback) => {
      const given = options[name] !== undefined;
      if (given) validateUint32(options[name], name);
      if (options[alias] !== undefined) {
        if (given) throw new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
        validateUint32(options[alias], alias);
        return options[alias] || fallback;
      }
      return given ? options[name] || fallback : fallback;
    };
    N = either('N', 'cost', N);
    r = either('r', 'blockSize', r);
    p = either('p', 'parallelization', p);
    if (options.maxmem !== undefined) {
      maxmem = options.maxmem;
      validateInteger(maxmem, 'maxmem', 0);
      maxmem ||= defaultMaxmem;
    }
  }
  return [password, salt, keylen, N, r, p, maxmem];
}

// What OpenSSL itself refuses.
function checkLimits([password, salt, keylen, N, r, p, maxmem]) {
  const tooMuch = 128 * r * (N + p + 2) > maxmem;
  if (N >= 2 && (N & (N - 1)) === 0) queued = tooMuch ? ': error:030000AC:digital envelope routines::memory limit exceeded' : '';
  if (N < 2 || (N & (N - 1)) !== 0 || tooMuch) {
    throw coded(new RangeError(`Invalid scrypt params${queued}`), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');
  }
  return [password, salt, keylen, N, r, p];
}

function scrypt(password, salt, keylen, options, callback) {
  if (callback === undefined) {
    callback = options;
    options = scryptDefaults;
  }
  const parameters = checkScrypt(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  native.scrypt(...checkLimits(parameters), answer(callback, (m) => Buffer.from(m)));
}

function scryptSync(password, salt, keylen, options = scryptDefaults) {
  return Buffer.from(native.scrypt(...checkLimits(checkScrypt(password, salt, keylen, options))));
}

function checkHkdf(hash, key, salt, info, length) {
  validateString(hash, 'digest');
  if (require('internal/crypto/keys').isKeyObject(key)) key = require('internal/crypto/keys').secretBytes(key);
  if (!isStringOrBytes(key)) {
    throw new ERR_INVALID_ARG_TYPE('ikm', ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], key);
  }
  checkBytes(salt, 'salt');
  checkBytes(info, 'info');
  validateInteger(length, 'length', 0, 4294967296);
  const size = typeof info === 'string' ? Buffer.byteLength(info) : info.byteLength;
  if (size > 1024) throw new ERR_OUT_OF_RANGE('info', 'must not contain more than 1024 bytes', size);
  if (!native.hasDigest(hash)) throw new ERR_CRYPTO_INVALID_DIGEST(hash);
  if (length > 255 * native.size(native.hash(hash, -1))) throw new ERR_CRYPTO_INVALID_KEYLEN();
  return [hash, key, salt, info, length];
}

function hkdf(hash, key, salt, info, length, callback) {
  const parameters = checkHkdf(hash, key, salt, info, length);
  validateFunction(callback, 'callback');
  native.hkdf(...parameters, answer(callback, (m) => m));
}

function hkdfSync(hash, key, salt, info, length) { return native.hkdf(...checkHkdf(hash, key, salt, info, length)); }

module.exports = { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync };
