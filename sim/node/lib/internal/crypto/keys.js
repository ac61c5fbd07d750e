'use strict';

// KeyObject: secret, public and private keys, and what functions take for one.
// What a key is lives in Go (sim/node/openssl/key.go).

const native = binding('crypto');
const { Buffer } = require('buffer');
const {
  ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_CRYPTO_INVALID_JWK, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
} = require('internal/errors').codes;
const { validateObject, validateOneOf, validateString } = require('internal/validators');
const { bytesOf, coded, isBytes, isStringOrBytes } = require('internal/crypto/util');

const kKeyType = Symbol('kKeyType');

// Behind each KeyObject: Go's key, or a secret key's bytes.
const values = new WeakMap();
const cryptoKeys = new WeakMap();

// Only what stands for a key of Go's may be made a KeyObject of.
class KeyObjectHandle {
  constructor(value) { values.set(this, value); }
}

class NativeKeyObject {
  constructor(handle) { values.set(this, values.get(handle)); }
}

// It is none of JavaScript's classes, and has no name.
Object.defineProperty(NativeKeyObject, 'name', { value: '' });

class KeyObject extends NativeKeyObject {
  constructor(type, handle) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') throw new ERR_INVALID_ARG_VALUE('type', type);
    if (typeof handle !== 'object' || !(handle instanceof KeyObjectHandle)) throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    super(handle);
    this[kKeyType] = type;
  }

  get type() { return this[kKeyType]; }

  static from(key) {
    if (!isCryptoKey(key)) throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return cryptoKeys.get(key).keyObject;
  }

  equals(otherKeyObject) {
    if (!isKeyObject(otherKeyObject)) throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    if (otherKeyObject.type !== this.type) return false;
    if (this.type === 'secret') return Buffer.from(values.get(this)).equals(values.get(otherKeyObject));
    return native.equalKeys(values.get(this), values.get(otherKeyObject));
  }
}
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: 'KeyObject', configurable: true });

class SecretKeyObject extends KeyObject {
  constructor(handle) { super('secret', handle); }

  get symmetricKeySize() { return values.get(this).length; }

  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') return { kty: 'oct', k: values.get(this).toString('base64url') };
    }
    return Buffer.from(values.get(this));
  }
}

// What was asked of a key once is seen where it is printed.
const kAsymmetricKeyType = Symbol('kAsymmetricKeyType');
const kAsymmetricKeyDetails = Symbol('kAsymmetricKeyDetails');

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() { return this[kAsymmetricKeyType] ||= native.keyKind(values.get(this)); }

  get asymmetricKeyDetails() {
    if (!['rsa', 'rsa-pss', 'dsa', 'ec'].includes(this.asymmetricKeyType)) return {};
    return this[kAsymmetricKeyDetails] ||= { ...native.keyDetails(values.get(this)) };
  }
}

class PublicKeyObject extends AsymmetricKeyObject {
  constructor(handle) { super('public', handle); }

  export(options) {
    if (options && options.format === 'jwk') return exportJWK(values.get(this));
    return write(values.get(this), parseKeyEncoding(options, this.asymmetricKeyType, true));
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(handle) { super('private', handle); }

  export(options) {
    if (options && options.format === 'jwk') {
      if (options.passphrase !== undefined) throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
      return exportJWK(values.get(this));
    }
    return write(values.get(this), parseKeyEncoding(options, this.asymmetricKeyType, false));
  }
}

Object.defineProperty(KeyObject.prototype, require('internal/clone').kClone, {
  value() { return { info: 'internal/crypto/keys:revive', data: { type: this.type, value: values.get(this) } }; }, writable: true, configurable: true,
});

const isKeyObject = (value) => value !== null && typeof value === 'object' && value instanceof KeyObject && values.has(value);
const isCryptoKey = (value) => value !== null && typeof value === 'object' && cryptoKeys.has(value);

const secretKey = (bytes) => new SecretKeyObject(new KeyObjectHandle(Buffer.from(bytes)));
const publicKey = (value) => new PublicKeyObject(new KeyObjectHandle(value));
const privateKey = (value) => new PrivateKeyObject(new KeyObjectHandle(value));

/** A KeyObject that came from elsewhere. */
function revive({ type, value }) {
  return type === 'secret' ? secretKey(value) : type === 'public' ? publicKey(value) : privateKey(value);
}

function exportJWK(value) {
  const result = native.exportJWK(value);
  if (typeof result !== 'string') return result;
  throw coded(new Error(result), result.includes('curve') ? 'ERR_CRYPTO_JWK_UNSUPPORTED_CURVE' : 'ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE');
}

/** Writes a key of Go's in an encoding; PEM is text. */
function write(value, encoding) {
  if (encoding.cipher != null && native.cipherInfo(encoding.cipher) === undefined) {
    throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
  }
  const memory = native.exportKey(value, encoding);
  return encoding.pem ? Buffer.from(memory).toString('latin1') : Buffer.from(memory);
}

// Encodings.

const option = (name, objName) => (objName === undefined ? `options.${name}` : `options.${objName}.${name}`);

function parseType(type, required, keyType, isPublic, name) {
  if (type === undefined && !required) return undefined;
  if (type === 'pkcs1') {
    if (keyType !== undefined && keyType !== 'rsa') throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for RSA keys');
    return type;
  }
  if (type === 'spki' && isPublic !== false) return type;
  if (type === 'pkcs8' && isPublic !== true) return type;
  if (type === 'sec1' && isPublic !== true) {
    if (keyType !== undefined && keyType !== 'ec') throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for EC keys');
    return type;
  }
  throw new ERR_INVALID_ARG_VALUE(name, type);
}

/**
 * What an encoding asks for. keyType is undefined when a key is read; isPublic
 * is undefined if it may be either half.
 */
function parseKeyEncoding(encoding, keyType, isPublic, objName) {
  validateObject(encoding, 'options');
  const isInput = keyType === undefined;
  const { format } = encoding;
  if (!['pem', 'der', 'jwk'].includes(format) && !(isInput && format === undefined)) {
    throw new ERR_INVALID_ARG_VALUE(option('format', objName), format);
  }
  const jwk = format === 'jwk';
  const pem = format === 'pem' || format === undefined;
  const type = parseType(encoding.type, (!isInput || format === 'der') && !jwk, keyType, isPublic, option('type', objName));
  const parsed = { format: format || 'pem', pem, jwk, type };
  if (isPublic === true) return parsed;
  const { cipher, passphrase } = encoding;
  if (!isInput) {
    if (cipher !== undefined && cipher !== null) {
      if (typeof cipher !== 'string') throw new ERR_INVALID_ARG_VALUE(option('cipher', objName), cipher);
      if (format === 'der' && (type === 'pkcs1' || type === 'sec1')) {
        throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'does not support encryption');
      }
      parsed.cipher = cipher;
    } else if (passphrase !== undefined) {
      throw new ERR_INVALID_ARG_VALUE(option('cipher', objName), cipher);
    }
  }
  const wanted = isInput ? passphrase !== undefined : cipher !== undefined && cipher !== null;
  if (wanted && !isStringOrBytes(passphrase)) throw new ERR_INVALID_ARG_VALUE(option('passphrase', objName), passphrase);
  if (passphrase !== undefined) parsed.passphrase = bytesOf(passphrase, 'key.passphrase', encoding.encoding);
  return parsed;
}

// What a function takes for a key: a KeyObject, PEM as text or bytes, or an
// object that says more. The four wants are createPublicKey, createPrivateKey,
// and to use a public or a private key.

const keyTypes = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
const anyKeyTypes = [...keyTypes, 'string', 'KeyObject', 'CryptoKey'];

function keyOfObject(key, want) {
  if (want === 'createPrivate') throw new ERR_INVALID_ARG_TYPE('key', [...keyTypes, 'string'], key);
  if (key.type !== 'private') {
    if (want === 'private' || want === 'createPublic') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private');
    if (key.type !== 'public') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private or public');
  }
  return values.get(key);
}

function keyOfJWK(jwk, want) {
  validateObject(jwk, 'key');
  validateOneOf(jwk.kty, 'key.kty', ['RSA', 'EC', 'OKP']);
  const isPrivate = want === 'private' || want === 'createPrivate';
  const members = { kty: jwk.kty };
  const take = (...names) => {
    for (const name of names) {
      validateString(jwk[name], `key.${name}`);
      members[name] = Buffer.from(jwk[name], 'base64').toString('base64url');
    }
  };
  if (jwk.kty === 'RSA') {
    take('n', 'e');
    if (isPrivate) take('d', 'p', 'q', 'dp', 'dq', 'qi');
  } else {
    validateString(jwk.crv, 'key.crv');
    validateOneOf(jwk.crv, 'key.crv', jwk.kty === 'EC' ? ['P-256', 'secp256k1', 'P-384', 'P-521'] : ['Ed25519', 'Ed448', 'X25519', 'X448']);
    members.crv = jwk.crv;
    take('x');
    if (jwk.kty === 'EC') take('y');
    if (isPrivate) take('d');
  }
  const value = native.readJWK(members, isPrivate);
  if (value === undefined) throw new ERR_CRYPTO_INVALID_JWK();
  return value;
}

function keyOf(key, want) {
  if (isKeyObject(key)) return keyOfObject(key, want);
  if (isCryptoKey(key)) return keyOfObject(cryptoKeys.get(key).keyObject, want);
  const read = want === 'private' || want === 'createPrivate' ? native.readPrivate : native.readPublic;
  if (isStringOrBytes(key)) return readEither(want, read, { pem: true, data: bytesOf(key, 'key') });
  if (typeof key === 'object' && key !== null) {
    const { key: data, encoding, format } = key;
    if (isKeyObject(data)) return keyOfObject(data, want);
    if (isCryptoKey(data)) return keyOfObject(cryptoKeys.get(data).keyObject, want);
    if (format === 'jwk') {
      validateObject(data, 'key.key');
      return keyOfJWK(data, want);
    }
    if (!isStringOrBytes(data)) {
      throw new ERR_INVALID_ARG_TYPE('key.key', want === 'createPrivate' ? [...keyTypes, 'string'] : anyKeyTypes, data);
    }
    const isPublic = want === 'private' || want === 'createPrivate' ? false : undefined;
    const parsed = parseKeyEncoding(key, undefined, isPublic);
    return readEither(want, read, { ...parsed, data: bytesOf(data, 'key', encoding) });
  }
  throw new ERR_INVALID_ARG_TYPE('key', want === 'createPrivate' ? [...keyTypes, 'string'] : anyKeyTypes, key);
}

// DER that may be either half says by its type which it is.
function readEither(want, read, source) {
  if (!source.pem && source.type === 'pkcs8' && source.passphrase === undefined && native.isEncrypted(source.data)) {
    throw coded(new TypeError('Passphrase required for encrypted key'), 'ERR_MISSING_PASSPHRASE');
  }
  if (read === native.readPublic && !source.pem && (source.type === 'pkcs8' || source.type === 'sec1')) return native.publicOf(native.readPrivate(source));
  return read(source);
}

function createSecretKey(key, encoding) {
  if (typeof key !== 'string' && !isBytes(key)) throw new ERR_INVALID_ARG_TYPE('key', keyTypes, key);
  const bytes = bytesOf(key, 'key', encoding);
  return secretKey(bytes.buffer ? require('internal/bytes').bufferOf(bytes) : Buffer.from(bytes));
}

function createPublicKey(key) {
  const value = keyOf(key, 'createPublic');
  return publicKey(native.publicOf(value));
}

function createPrivateKey(key) { return privateKey(keyOf(key, 'createPrivate')); }

/** Bytes of a key that both sides know: text, bytes or a secret KeyObject. */
function secretBytes(key, encoding, name = 'key') {
  if (isCryptoKey(key)) key = cryptoKeys.get(key).keyObject;
  if (isKeyObject(key)) {
    if (key.type !== 'secret') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'secret');
    return values.get(key);
  }
  if (!isStringOrBytes(key)) throw new ERR_INVALID_ARG_TYPE(name, anyKeyTypes, key);
  return bytesOf(key, name, encoding);
}

module.exports = {
  KeyObject, PrivateKeyObject, PublicKeyObject, SecretKeyObject,
  createPrivateKey, createPublicKey, createSecretKey, cryptoKeys, exportJWK, isCryptoKey, isKeyObject, keyOf, keyOfJWK,
  parseKeyEncoding, privateKey, publicKey, revive, secretBytes, secretKey, values, write,
};
