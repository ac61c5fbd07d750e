'use strict';

// Signatures, and encryption with RSA.

const native = binding('crypto');
const { Buffer } = require('buffer');
const { Writable } = require('stream');
const {
  ERR_CRYPTO_INVALID_DIGEST, ERR_CRYPTO_SIGN_KEY_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
} = require('internal/errors').codes;
const { validateEncoding, validateFunction, validateString } = require('internal/validators');
const { bytesOf, coded, kHandle, makeHandle } = require('internal/crypto/util');
const { keyOf } = require('internal/crypto/keys');

const handles = { Sign: class Sign {}, Verify: class Verify {} };

// What was given to a Sign or Verify; taken away by its end.
const collected = new WeakMap();

function integerOption(name, options) {
  const value = options[name];
  if (value === undefined || value === value >> 0) return value;
  throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
}

/** How a key is to sign, by the options it came with. */
function signatureOf(hash, options) {
  if (typeof options !== 'object' || options === null) return { hash, fixed: false };
  const padding = integerOption('padding', options);
  const saltLength = integerOption('saltLength', options);
  const { dsaEncoding = 'der' } = options;
  if (dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') throw new ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
  return { hash, padding: padding ?? 0, saltLength, fixed: dsaEncoding === 'ieee-p1363' };
}

function checkAlgorithm(algorithm) {
  validateString(algorithm, 'algorithm');
  if (!native.hasDigest(algorithm)) throw coded(new TypeError('Invalid digest'), 'ERR_CRYPTO_INVALID_DIGEST');
}

function start(self, algorithm, options, Class) {
  checkAlgorithm(algorithm);
  self[kHandle] = makeHandle(Class, undefined);
  collected.set(self, { algorithm, parts: [] });
  Reflect.apply(Writable, self, [options]);
}

// What was collected, once.
function take(self) {
  const found = collected.get(self);
  if (found.parts === undefined) throw coded(new Error('Not initialised'), 'ERR_CRYPTO_INVALID_STATE');
  const data = Buffer.concat(found.parts);
  found.parts = undefined;
  return data;
}

function Sign(algorithm, options) {
  if (!(this instanceof Sign)) return new Sign(algorithm, options);
  start(this, algorithm, options, handles.Sign);
}

function Verify(algorithm, options) {
  if (!(this instanceof Verify)) return new Verify(algorithm, options);
  start(this, algorithm, options, handles.Verify);
}

for (const Class of [Sign, Verify]) {
  Object.setPrototypeOf(Class.prototype, Writable.prototype);
  Object.setPrototypeOf(Class, Writable);
  Class.prototype._write = function _write(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  };
  Class.prototype.update = function update(data, encoding) {
    if (typeof data === 'string') validateEncoding(data, encoding);
    else if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    const { parts } = collected.get(this);
    if (parts === undefined) throw coded(new Error('Not initialised'), 'ERR_CRYPTO_INVALID_STATE');
    parts.push(typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(require('internal/bytes').bytesOf(data)));
    return this;
  };
}

// Keys that must see all data twice sign in one call only.
function needStreaming(key) {
  if (native.keyKind(key) === 'ed25519') throw coded(new Error('Unsupported crypto operation'), 'ERR_CRYPTO_UNSUPPORTED_OPERATION');
}

Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const key = keyOf(options, 'private');
  const how = signatureOf(collected.get(this).algorithm, options);
  const data = take(this);
  needStreaming(key);
  const result = Buffer.from(native.sign(key, how, data));
  return encoding && encoding !== 'buffer' ? result.toString(encoding) : result;
};

Verify.prototype.verify = function verify(options, signature, sigEncoding) {
  const key = keyOf(options, 'public');
  const how = signatureOf(collected.get(this).algorithm, options);
  const bytes = bytesOf(signature, 'signature', sigEncoding);
  const data = take(this);
  needStreaming(key);
  return native.verify(key, how, data, bytes);
};

function oneShotHash(algorithm) {
  if (algorithm === null || algorithm === undefined) return '';
  validateString(algorithm, 'algorithm');
  return algorithm;
}

function checkHash(hash) { if (hash !== '' && !native.hasDigest(hash)) throw new ERR_CRYPTO_INVALID_DIGEST(hash); }

function signOneShot(algorithm, data, key, callback) {
  const hash = oneShotHash(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  data = bytesOf(data, 'data');
  if (!key) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const how = signatureOf(hash, key);
  const value = keyOf(key, 'private');
  checkHash(hash);
  if (callback === undefined) return Buffer.from(native.sign(value, how, data));
  native.sign(value, how, data, (error, memory) => (error ? callback(error) : callback(null, Buffer.from(memory))));
  return undefined;
}
Object.defineProperty(signOneShot, 'name', { value: 'signOneShot' });

function verifyOneShot(algorithm, data, key, signature, callback) {
  const hash = oneShotHash(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  data = bytesOf(data, 'data');
  if (!ArrayBuffer.isView(data) && !(data instanceof ArrayBuffer)) throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView'], data);
  const how = signatureOf(hash, key);
  if (!ArrayBuffer.isView(signature)) throw new ERR_INVALID_ARG_TYPE('signature', ['Buffer', 'TypedArray', 'DataView'], signature);
  const value = keyOf(key, 'public');
  checkHash(hash);
  if (callback === undefined) return native.verify(value, how, data, signature);
  native.verify(value, how, data, signature, callback);
  return undefined;
}

// Encryption with RSA.

const kPKCS1 = 1;
const kOAEP = 4;

function encryption(kind, defaultPadding, want) {
  return (options, buffer) => {
    const key = keyOf(options, want);
    const padding = options.padding || defaultPadding;
    const { oaepHash, encoding } = options;
    let { oaepLabel } = options;
    if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
    if (oaepLabel !== undefined) oaepLabel = bytesOf(oaepLabel, 'key.oaepLabel', encoding);
    buffer = bytesOf(buffer, 'buffer', encoding);
    if (kind === 'decrypt' && padding === kPKCS1) {
      throw coded(new TypeError('RSA_PKCS1_PADDING is no longer supported for private decryption, this can be reverted with ' +
        '--security-revert=CVE-2023-46809'), 'ERR_INVALID_ARG_VALUE');
    }
    if (oaepHash !== undefined && !native.hasDigest(oaepHash)) throw coded(new Error('Invalid digest used'), 'ERR_OSSL_EVP_INVALID_DIGEST');
    return Buffer.from(native.crypt(kind, key, { padding, hash: oaepHash || 'sha1', label: oaepLabel ?? '' }, buffer));
  };
}

module.exports = {
  Sign, Verify, signOneShot, verifyOneShot,
  privateDecrypt: encryption('decrypt', kOAEP, 'private'),
  privateEncrypt: encryption('encryptPrivate', kPKCS1, 'private'),
  publicDecrypt: encryption('decryptPublic', kPKCS1, 'public'),
  publicEncrypt: encryption('encrypt', kOAEP, 'public'),
};
