'use strict';

// Key exchange: DiffieHellman, ECDH, and diffieHellman over keys.

const native = binding('crypto');
const { Buffer } = require('buffer');
const {
  ERR_CRYPTO_ECDH_INVALID_FORMAT, ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY, ERR_CRYPTO_INCOMPATIBLE_KEY, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE,
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
} = require('internal/errors').codes;
const { validateInt32, validateObject, validateString } = require('internal/validators');
const { bytesOf, coded, encoded, isBytes, kHandle, makeHandle, nativeOf } = require('internal/crypto/util');
const { isKeyObject, values } = require('internal/crypto/keys');

const numberOrBytes = ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

// A handle as Node shows it: verifyError is a getter of it.
function exchangeHandle(name, state, verifyError) {
  const Class = { [name]: class {} }[name];
  Object.defineProperty(Class, 'name', { value: name });
  const handle = makeHandle(Class, state);
  Object.defineProperty(handle, 'verifyError', { enumerable: true, get() { return verifyError; } });
  return handle;
}

function setHandle(self, name, state, verifyError) {
  self[kHandle] = exchangeHandle(name, state, verifyError);
  Object.defineProperty(self, 'verifyError', { value: verifyError, enumerable: true, writable: false });
}

const badGenerator = () => coded(new Error('error:02800065:Diffie-Hellman routines::bad generator'), 'ERR_OSSL_DH_BAD_GENERATOR',
  { library: 'Diffie-Hellman routines', reason: 'bad generator' });

/** Whether bytes are the number 0 or 1, the highest first. */
function isSmallNumber(value) {
  const bytes = require('internal/bytes').bytesOf(value);
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 || (first === bytes.length - 1 && bytes[first] === 1);
}

function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman)) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  if (typeof sizeOrKey !== 'number' && typeof sizeOrKey !== 'string' && !isBytes(sizeOrKey)) {
    throw new ERR_INVALID_ARG_TYPE('sizeOrKey', numberOrBytes, sizeOrKey);
  }
  if (typeof sizeOrKey === 'number') validateInt32(sizeOrKey, 'sizeOrKey');
  if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== 'buffer') {
    genEncoding = generator;
    generator = keyEncoding;
    keyEncoding = false;
  }
  if (!generator) generator = 2;
  else if (typeof generator === 'number') validateInt32(generator, 'generator');
  else if (typeof generator === 'string') generator = bytesOf(generator, 'generator', genEncoding);
  else if (!isBytes(generator)) throw new ERR_INVALID_ARG_TYPE('generator', numberOrBytes, generator);
  if (typeof generator === 'number') {
    if (generator <= 1) throw badGenerator();
    generator = Buffer.from(generator.toString(16).padStart(8, '0'), 'hex');
  }
  if (isSmallNumber(generator)) throw badGenerator();
  const own = typeof sizeOrKey !== 'number';
  const state = native.dh(own ? bytesOf(sizeOrKey, 'sizeOrKey', keyEncoding || undefined) : sizeOrKey, generator);
  setHandle(this, 'DiffieHellman', state, own ? native.dhCheck(state) : 0);
}

function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
  validateString(name, 'name');
  const state = native.dhGroup(name.toLowerCase());
  if (state === undefined) throw coded(new Error('Unknown DH group'), 'ERR_CRYPTO_UNKNOWN_DH_GROUP');
  setHandle(this, 'DiffieHellmanGroup', state, 0);
}

const missing = { public: 'No public key', private: 'No private key', prime: 'p is null', generator: 'g is null' };

function partOf(self, name, encoding) {
  const part = native.dhPart(nativeOf(self), name);
  if (part === undefined) throw coded(new Error(`${missing[name]} - did you forget to generate one?`), 'ERR_CRYPTO_INVALID_STATE');
  return encoded(part, encoding);
}

const dhMethods = {
  generateKeys(encoding) {
    native.dhGenerate(nativeOf(this));
    return partOf(this, 'public', encoding);
  },
  computeSecret(key, inEnc, outEnc) {
    const bytes = bytesOf(key, 'key', inEnc);
    partOf(this, 'private');
    const secret = native.dhSecret(nativeOf(this), bytes);
    if (secret === 1) throw coded(new RangeError('Supplied key is too small'), 'ERR_CRYPTO_INVALID_KEYLEN');
    if (secret === 2) throw coded(new RangeError('Supplied key is too large'), 'ERR_CRYPTO_INVALID_KEYLEN');
    return encoded(secret, outEnc);
  },
  getPrime(encoding) { return partOf(this, 'prime', encoding); },
  getGenerator(encoding) { return partOf(this, 'generator', encoding); },
  getPublicKey(encoding) { return partOf(this, 'public', encoding); },
  getPrivateKey(encoding) { return partOf(this, 'private', encoding); },
};
for (const Class of [DiffieHellman, DiffieHellmanGroup]) {
  for (const name of Object.keys(dhMethods)) Class.prototype[name] = { [name](...args) { return Reflect.apply(dhMethods[name], this, args); } }[name];
}
DiffieHellman.prototype.setPublicKey = function setPublicKey(key, encoding) {
  native.dhSet(nativeOf(this), 'public', bytesOf(key, 'key', encoding));
  return this;
};
DiffieHellman.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  native.dhSet(nativeOf(this), 'private', bytesOf(key, 'key', encoding));
  return this;
};

// ECDH.

class ECDHHandle {}
Object.defineProperty(ECDHHandle, 'name', { value: 'ECDH' });

function ECDH(curve) {
  if (!(this instanceof ECDH)) return new ECDH(curve);
  validateString(curve, 'curve');
  if (!native.hasCurve(curve)) throw coded(new TypeError('Invalid EC curve name'), 'ERR_CRYPTO_INVALID_CURVE');
  this[kHandle] = makeHandle(ECDHHandle, native.ecdh(curve));
}

function formOf(format) {
  if (!format) return 'uncompressed';
  if (format === 'compressed' || format === 'hybrid' || format === 'uncompressed') return format;
  throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
}

const failed = (text) => coded(new Error(text), 'ERR_CRYPTO_OPERATION_FAILED');

ECDH.prototype.generateKeys = function generateKeys(encoding, format) {
  native.ecdhGenerate(nativeOf(this));
  return this.getPublicKey(encoding, format);
};
ECDH.prototype.computeSecret = function computeSecret(key, inEnc, outEnc) {
  const bytes = bytesOf(key, 'key', inEnc);
  const state = nativeOf(this);
  if (!native.ecdhPaired(state)) throw coded(new RangeError('Invalid key pair'), 'ERR_CRYPTO_INVALID_KEYPAIR');
  const secret = native.ecdhSecret(state, bytes);
  if (secret === undefined) throw new ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
  return encoded(secret, outEnc);
};
ECDH.prototype.getPrivateKey = function getPrivateKey(encoding) {
  const key = native.ecdhPrivate(nativeOf(this));
  if (key === undefined) throw failed('Failed to get ECDH private key');
  return encoded(key, encoding);
};
ECDH.prototype.getPublicKey = function getPublicKey(encoding, format) {
  const key = native.ecdhPublic(nativeOf(this), formOf(format));
  if (key === undefined) throw failed('Failed to get ECDH public key');
  return encoded(key, encoding);
};
ECDH.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  if (!native.ecdhSetPrivate(nativeOf(this), bytesOf(key, 'key', encoding))) {
    throw coded(new RangeError('Private key is not valid for specified curve.'), 'ERR_CRYPTO_INVALID_KEYTYPE');
  }
  return this;
};
ECDH.prototype.setPublicKey = function setPublicKey(key, encoding) {
  if (!native.ecdhSetPublic(nativeOf(this), bytesOf(key, 'key', encoding))) throw failed('Failed to convert Buffer to EC_POINT');
  return this;
};
ECDH.convertKey = function convertKey(key, curve, inEnc, outEnc, format) {
  validateString(curve, 'curve');
  const bytes = bytesOf(key, 'key', inEnc);
  const form = formOf(format);
  if (!native.hasCurve(curve)) throw coded(new TypeError('Invalid EC curve name'), 'ERR_CRYPTO_INVALID_CURVE');
  const point = native.convertPoint(curve, bytes, form);
  if (point === undefined) throw failed('Failed to convert Buffer to EC_POINT');
  return encoded(point, outEnc);
};

/** The secret that a private key and another's public key lead to. */
function diffieHellman(options) {
  validateObject(options, 'options');
  const { privateKey, publicKey } = options;
  if (!isKeyObject(privateKey)) throw new ERR_INVALID_ARG_VALUE('options.privateKey', privateKey);
  if (!isKeyObject(publicKey)) throw new ERR_INVALID_ARG_VALUE('options.publicKey', publicKey);
  if (privateKey.type !== 'private') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(privateKey.type, 'private');
  if (publicKey.type !== 'public' && publicKey.type !== 'private') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(publicKey.type, 'private or public');
  }
  const mine = privateKey.asymmetricKeyType;
  const theirs = publicKey.asymmetricKeyType;
  if (mine !== theirs || !['dh', 'ec', 'x448', 'x25519'].includes(mine)) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${mine} and ${theirs}`);
  }
  return Buffer.from(native.agree(values.get(privateKey), values.get(publicKey)));
}

module.exports = { DiffieHellman, DiffieHellmanGroup, ECDH, diffieHellman };
