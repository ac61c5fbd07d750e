'use strict';

// The web's crypto: crypto.subtle and what stands around it. What takes time
// is done on the pool.

const native = binding('crypto');
const { Buffer } = require('buffer');
const { DOMException } = require('internal/domexception');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } = require('internal/errors').codes;
const { getRandomValues } = require('internal/crypto/random');
const { isBytes } = require('internal/crypto/util');
const keys = require('internal/crypto/keys');
const { coded, codeOf, normalize, supports } = require('internal/crypto/webalgorithms');
const { kClone } = require('internal/clone');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const failure = (text, name) => new DOMException(text, name);
const operationError = (text = 'The operation failed for an operation-specific reason') => failure(text, 'OperationError');
const dataError = (text = 'Invalid keyData') => failure(text, 'DataError');
const accessError = (text) => failure(text, 'InvalidAccessError');
const syntaxError = (text) => failure(text, 'SyntaxError');

let making = false;
function make(Class, ...args) {
  making = true;
  try {
    return new Class(...args);
  } finally {
    making = false;
  }
}

// CryptoKey: a KeyObject, and what it may be used for.

const inner = (key) => {
  const found = keys.cryptoKeys.get(key);
  if (!found) throw new ERR_INVALID_THIS('CryptoKey');
  return found;
};

class CryptoKey {
  constructor(fields) {
    if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR();
    keys.cryptoKeys.set(this, fields);
  }

  get type() { return inner(this).keyObject.type; }
  get extractable() { return inner(this).extractable; }
  get algorithm() { return inner(this).algorithm; }
  get usages() { return inner(this).usages; }

  [customInspect](depth, options) {
    if (depth < 0) return this;
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { type, extractable, algorithm, usages } = this;
    return `CryptoKey ${require('internal/inspect').inspect({ type, extractable, algorithm, usages }, opts)}`;
  }
}
for (const name of ['type', 'extractable', 'algorithm', 'usages']) Object.defineProperty(CryptoKey.prototype, name, { enumerable: true });
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, { value: 'CryptoKey', configurable: true });
Object.defineProperty(CryptoKey.prototype, kClone, {
  value() { return { info: 'internal/crypto/webcrypto:revive', data: { ...inner(this) } }; }, configurable: true,
});

/** A CryptoKey that came from elsewhere. */
const revive = (fields) => make(CryptoKey, fields);

const allUsages = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];

function cryptoKey(keyObject, algorithm, usages, extractable) {
  return make(CryptoKey, { keyObject, algorithm, usages: [...new Set(usages)], extractable });
}

// A job of Go's as a promise.
const job = (start) => new Promise((resolve, reject) => {
  start((error, value) => (error ? reject(operationError()) : resolve(value)));
});

const hashOf = (hash) => hash.name.replace('-', '').toLowerCase(); // SHA-256: sha256
const { bytesOf: bytes } = require('internal/bytes');

// What usages the halves of a key of each algorithm may have.
const pairUsages = {
  'RSASSA-PKCS1-v1_5': [['verify'], ['sign']], 'RSA-PSS': [['verify'], ['sign']],
  'RSA-OAEP': [['encrypt', 'wrapKey'], ['decrypt', 'unwrapKey']], 'ECDSA': [['verify'], ['sign']],
  'ECDH': [[], ['deriveKey', 'deriveBits']], 'Ed25519': [['verify'], ['sign']], 'X25519': [[], ['deriveKey', 'deriveBits']],
};
const secretUsages = {
  'AES-CBC': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'], 'AES-CTR': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  'AES-GCM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'], 'AES-KW': ['wrapKey', 'unwrapKey'], 'HMAC': ['sign', 'verify'],
  'HKDF': ['deriveKey', 'deriveBits'], 'PBKDF2': ['deriveKey', 'deriveBits'],
};

function family(name) {
  if (name.startsWith('AES')) return 'AES';
  return name.startsWith('RSA') ? 'RSA' : name;
}

function checkUsages(name, usages, allowed, article) {
  if (usages.every((usage) => allowed.includes(usage))) return;
  const kind = family(name);
  const an = article ?? (/^(AES|HMAC|E|X)/.test(kind) ? 'an' : 'a');
  throw syntaxError(`Unsupported key usage for ${an} ${kind} key`);
}

function lengthOfHash(hash) { return { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 }[hash.name]; }

// Generating.

async function generateSecret(algorithm, extractable, usages) {
  const { name } = algorithm;
  checkUsages(name, usages, secretUsages[name]);
  let { length } = algorithm;
  if (name === 'HMAC') {
    if (length === undefined) length = lengthOfHash(algorithm.hash);
    if (length === 0) throw operationError('Zero-length key is not supported');
  } else if (length !== 128 && length !== 192 && length !== 256) {
    throw operationError('AES key length must be 128, 192, or 256 bits');
  }
  const memory = await job((done) => native.random(Math.floor(length / 8), done));
  const shown = name === 'HMAC' ? { name, length, hash: { name: algorithm.hash.name } } : { name, length };
  return cryptoKey(keys.secretKey(memory), shown, usages, extractable);
}

async function generatePair(algorithm, extractable, usages) {
  const { name } = algorithm;
  const [forPublic, forPrivate] = pairUsages[name];
  checkUsages(name, usages, [...forPublic, ...forPrivate]);
  let parameters;
  let shown = { name };
  if (name.startsWith('RSA')) {
    const { modulusLength, publicExponent } = algorithm;
    const exponent = Number(BigInt(`0x${Buffer.from(publicExponent).toString('hex') || '0'}`));
    parameters = { kind: 'rsa', modulusLength, publicExponent: exponent };
    shown = { name, modulusLength, publicExponent: new Uint8Array(publicExponent), hash: { name: algorithm.hash.name } };
  } else if (name === 'ECDSA' || name === 'ECDH') {
    if (!['P-256', 'P-384', 'P-521'].includes(algorithm.namedCurve)) throw failure('Unrecognized namedCurve', 'NotSupportedError');
    parameters = { kind: 'ec', namedCurve: algorithm.namedCurve };
    shown = { name, namedCurve: algorithm.namedCurve };
  } else {
    parameters = { kind: name.toLowerCase() };
  }
  const value = await job((done) => native.generateKeys(parameters, done));
  const pick = (list) => allUsages.filter((usage) => list.includes(usage) && usages.includes(usage));
  const publicKey = cryptoKey(keys.publicKey(native.publicOf(value)), shown, pick(forPublic), true);
  const privateKey = cryptoKey(keys.privateKey(value), shown, pick(forPrivate), extractable);
  return name in { 'Ed25519': 0, 'X25519': 0 } ? { __proto__: null, privateKey, publicKey } : { __proto__: null, publicKey, privateKey };
}

// Importing.

function checkJWK(jwk, extractable, usages, use) {
  if (!jwk.kty) throw dataError();
  return (kty) => {
    if (jwk.kty !== kty) throw dataError('Invalid JWK "kty" Parameter');
    if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) throw dataError('Invalid JWK "use" Parameter');
    if (jwk.key_ops !== undefined && !usages.every((usage) => jwk.key_ops.includes(usage))) throw dataError('Key operations and usage mismatch');
    if (jwk.ext !== undefined && jwk.ext === false && extractable === true) throw dataError('JWK "ext" Parameter and extractable mismatch');
  };
}

const jwkUse = { 'RSA-OAEP': 'enc', 'ECDH': 'enc', 'X25519': 'enc', 'RSASSA-PKCS1-v1_5': 'sig', 'RSA-PSS': 'sig', 'ECDSA': 'sig', 'Ed25519': 'sig', 'HMAC': 'sig' };
const jwkAlg = {
  'RSASSA-PKCS1-v1_5': { 'SHA-1': 'RS1', 'SHA-256': 'RS256', 'SHA-384': 'RS384', 'SHA-512': 'RS512' },
  'RSA-PSS': { 'SHA-1': 'PS1', 'SHA-256': 'PS256', 'SHA-384': 'PS384', 'SHA-512': 'PS512' },
  'RSA-OAEP': { 'SHA-1': 'RSA-OAEP', 'SHA-256': 'RSA-OAEP-256', 'SHA-384': 'RSA-OAEP-384', 'SHA-512': 'RSA-OAEP-512' },
  'HMAC': { 'SHA-1': 'HS1', 'SHA-256': 'HS256', 'SHA-384': 'HS384', 'SHA-512': 'HS512' },
};
const aesAlg = (name, length) => `A${length}${name.slice(4)}`;

function importSecret(format, data, algorithm, extractable, usages) {
  const { name } = algorithm;
  if (name === 'HKDF' || name === 'PBKDF2') {
    if (format !== 'raw') throw failure(`Unable to import ${name} key with format ${format}`, 'NotSupportedError');
    checkUsages(name, usages, secretUsages[name], 'a');
    if (extractable) throw syntaxError(`${name} keys are not extractable`);
    return cryptoKey(keys.secretKey(bytes(data)), { name }, usages, false);
  }
  checkUsages(name, usages, secretUsages[name]);
  let secret;
  if (format === 'raw') {
    secret = Buffer.from(bytes(data));
  } else if (format === 'jwk') {
    checkJWK(data, extractable, usages, name === 'HMAC' ? 'sig' : 'enc')('oct');
    secret = Buffer.from(`${data.k}`, 'base64');
    if (data.alg !== undefined) {
      const wanted = name === 'HMAC' ? jwkAlg.HMAC[algorithm.hash.name] : aesAlg(name, secret.length * 8);
      if (data.alg !== wanted) throw dataError('JWK "alg" does not match the requested algorithm');
    }
  } else {
    throw failure(`Unable to import ${family(name)} key with format ${format}`, 'NotSupportedError');
  }
  const bits = secret.length * 8;
  if (name === 'HMAC') {
    if (bits === 0 || algorithm.length === 0) throw dataError('Zero-length key is not supported');
    if (algorithm.length !== undefined && algorithm.length !== bits) throw dataError('Invalid key length');
    return cryptoKey(keys.secretKey(secret), { name, hash: { name: algorithm.hash.name }, length: bits }, usages, extractable);
  }
  if (bits !== 128 && bits !== 192 && bits !== 256) throw dataError('Invalid key length');
  return cryptoKey(keys.secretKey(secret), { name, length: bits }, usages, extractable);
}

function readKey(format, data, isPrivate) {
  try {
    const source = { pem: false, type: format, data: bytes(data) };
    return isPrivate ? native.readPrivate(source) : native.readPublic(source);
  } catch {
    throw dataError();
  }
}

// The kind of a key of Go's that each algorithm has.
const kinds = { 'ECDSA': 'ec', 'ECDH': 'ec', 'Ed25519': 'ed25519', 'X25519': 'x25519' };

function importPair(format, data, algorithm, extractable, usages) {
  const { name, namedCurve } = algorithm;
  if (namedCurve !== undefined && !['P-256', 'P-384', 'P-521'].includes(namedCurve)) throw failure('Unrecognized namedCurve', 'NotSupportedError');
  const isPrivate = format === 'pkcs8' || (format === 'jwk' && data.d !== undefined);
  const isRSA = name.startsWith('RSA');
  if (isRSA && format === 'raw') throw failure(`Unable to import RSA key with format ${format}`, 'NotSupportedError');
  let check;
  if (format === 'jwk') check = checkJWK(data, extractable, usages, jwkUse[name]);
  checkUsages(name, usages, pairUsages[name][isPrivate ? 1 : 0], 'a');
  if (check) check(isRSA ? 'RSA' : namedCurve ? 'EC' : 'OKP');
  let value;
  if (format === 'raw') {
    if (namedCurve === undefined && data.byteLength !== 32) throw dataError(`${name} raw keys must be exactly 32-bytes`);
    value = native.rawPublic(namedCurve === undefined ? kinds[name] : namedCurve, bytes(data));
  } else if (format === 'jwk') {
    if (namedCurve !== undefined && data.crv !== namedCurve) throw dataError('JWK "crv" does not match the requested algorithm');
    if (isRSA && data.alg !== undefined && data.alg !== jwkAlg[name][algorithm.hash.name]) {
      throw dataError('JWK "alg" does not match the requested algorithm');
    }
    value = native.readJWK(data, isPrivate);
  } else {
    value = readKey(format, data, isPrivate);
  }
  if (value === undefined) throw dataError();
  if (native.keyKind(value) !== (isRSA ? 'rsa' : kinds[name])) throw dataError('Invalid key type');
  const details = native.keyDetails(value);
  if (namedCurve !== undefined && details.namedCurve !== { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' }[namedCurve]) {
    throw dataError('Named curve mismatch');
  }
  let shown = { name };
  if (namedCurve !== undefined) shown = { name, namedCurve };
  if (isRSA) {
    const exponent = details.publicExponent.toString(16);
    shown = {
      name, modulusLength: details.modulusLength,
      publicExponent: new Uint8Array(Buffer.from(exponent.length % 2 ? `0${exponent}` : exponent, 'hex')), hash: { name: algorithm.hash.name },
    };
  }
  return cryptoKey(isPrivate ? keys.privateKey(value) : keys.publicKey(value), shown, usages, extractable);
}

function importAny(format, data, algorithm, extractable, usages) {
  const normal = normalize(algorithm, 'importKey');
  if (normal.name === 'Ed448' || normal.name === 'X448') throw failure(`timeslice: ${normal.name} is not simulated; use Ed25519 or X25519`, 'NotSupportedError');
  const secret = Object.hasOwn(secretUsages, normal.name);
  const key = secret ? importSecret(format, data, normal, extractable, usages) : importPair(format, data, normal, extractable, usages);
  if ((secret || key.type === 'private') && key.usages.length === 0) {
    throw syntaxError(`Usages cannot be empty when importing a ${key.type} key.`);
  }
  return key;
}

// Exporting.

function exportAny(format, key) {
  const { keyObject, algorithm, usages, extractable } = inner(key);
  if (!extractable) throw failure('key is not extractable', 'InvalidAccessException');
  const { type } = keyObject;
  const value = keys.values.get(keyObject);
  const memory = (buffer) => new Uint8Array(buffer).buffer;
  const named = algorithm.namedCurve !== undefined || algorithm.name === 'Ed25519' || algorithm.name === 'X25519';
  switch (format) {
    case 'spki':
      if (type === 'public') return memory(keys.write(value, { pem: false, type: 'spki' }));
      break;
    case 'pkcs8':
      if (type === 'private') return memory(keys.write(value, { pem: false, type: 'pkcs8' }));
      break;
    case 'raw':
      if (type === 'secret' && algorithm.name !== 'HKDF' && algorithm.name !== 'PBKDF2') return memory(value);
      if (type === 'public' && named) return native.raw(value);
      break;
    case 'jwk': {
      const members = type === 'secret' ? { kty: 'oct', k: value.toString('base64url') } : keys.exportJWK(value);
      const jwk = { key_ops: usages, ext: extractable, ...members };
      if (algorithm.name.startsWith('AES')) jwk.alg = aesAlg(algorithm.name, algorithm.length);
      else if (jwkAlg[algorithm.name]) jwk.alg = jwkAlg[algorithm.name][algorithm.hash.name];
      else if (algorithm.name === 'Ed25519') jwk.alg = 'Ed25519';
      return jwk;
    }
  }
  // Node says raw where spki was asked for.
  throw accessError(`Unable to export a ${format === 'spki' ? 'raw' : format} ${algorithm.name} ${type} key`);
}

// Using.

async function signOrVerify(algorithm, key, data, signature) {
  const verb = signature === undefined ? 'sign' : 'verify';
  const normal = normalize(algorithm, verb);
  const { keyObject, algorithm: own, usages } = inner(key);
  const { name } = normal;
  const wanted = name === 'HMAC' ? 'secret' : verb === 'sign' ? 'private' : 'public';
  if (own.name !== name || !usages.includes(verb) || keyObject.type !== wanted) throw accessError(`Unable to use this key to ${verb}`);
  const value = keys.values.get(keyObject);
  if (signature !== undefined) signature = Buffer.from(bytes(signature)); // as it is now
  if (name === 'HMAC') {
    const mac = await new Promise((resolve) => {
      const state = native.hmac(hashOf(own.hash), value);
      native.update(state, bytes(data));
      native.finish(state, (error, memory) => resolve(memory));
    });
    return verb === 'sign' ? mac : Buffer.from(mac).equals(bytes(signature));
  }
  const how = { hash: '', fixed: name === 'ECDSA' };
  if (name === 'ECDSA') how.hash = hashOf(normal.hash);
  if (name.startsWith('RSA')) how.hash = hashOf(own.hash);
  if (name === 'RSA-PSS') Object.assign(how, { padding: 6, saltLength: normal.saltLength });
  if (verb === 'sign') return job((done) => native.sign(value, how, bytes(data), done));
  return job((done) => native.verify(value, how, bytes(data), bytes(signature), done));
}

async function encryptOrDecrypt(algorithm, key, data, verb) {
  const { name } = algorithm;
  const { keyObject, algorithm: own } = inner(key);
  const value = keys.values.get(keyObject);
  const decrypt = verb === 'decrypt' || verb === 'unwrapKey';
  const cipher = (mode, iv, tagLength = 0, tag, added, text = bytes(data)) => job((done) =>
    native.encryptOnce(`aes-${own.length}-${mode}`, value, iv, text, decrypt, tagLength, tag, added, done));
  switch (name) {
    case 'RSA-OAEP': {
      if (keyObject.type !== (decrypt ? 'private' : 'public')) throw accessError('The requested operation is not valid for the provided key');
      const how = { padding: 4, hash: hashOf(own.hash), label: algorithm.label === undefined ? '' : bytes(algorithm.label) };
      return job((done) => native.crypt(decrypt ? 'decrypt' : 'encrypt', value, how, bytes(data), done));
    }
    case 'AES-CBC':
      if (algorithm.iv.byteLength !== 16) throw operationError('algorithm.iv must contain exactly 16 bytes');
      return cipher('cbc', bytes(algorithm.iv));
    case 'AES-CTR':
      if (algorithm.counter.byteLength !== 16) throw operationError('algorithm.counter must contain exactly 16 bytes');
      if (algorithm.length === 0 || algorithm.length > 128) throw operationError('AES-CTR algorithm.length must be between 1 and 128');
      return cipher('ctr', bytes(algorithm.counter));
    case 'AES-GCM': {
      const tagLength = algorithm.tagLength ?? 128;
      if (![32, 64, 96, 104, 112, 120, 128].includes(tagLength)) throw operationError(`${tagLength} is not a valid AES-GCM tag length`);
      const added = algorithm.additionalData === undefined ? undefined : bytes(algorithm.additionalData);
      const size = tagLength / 8;
      if (!decrypt) return cipher('gcm', bytes(algorithm.iv), size, undefined, added);
      const all = bytes(data);
      if (all.length < size) throw operationError('The provided data is too small.');
      return cipher('gcm', bytes(algorithm.iv), size, all.subarray(all.length - size), added, all.subarray(0, all.length - size));
    }
    case 'AES-KW':
      return job((done) => native.encryptOnce(`id-aes${own.length}-wrap`, value, new Uint8Array(8).fill(0xa6), bytes(data), decrypt, 0, undefined, undefined, done));
  }
  return undefined;
}

async function bitsOf(algorithm, baseKey, length) {
  const { keyObject } = inner(baseKey);
  const value = keys.values.get(keyObject);
  switch (algorithm.name) {
    case 'PBKDF2': case 'HKDF': {
      if (algorithm.name === 'PBKDF2' && algorithm.iterations === 0) throw operationError('iterations cannot be zero');
      if (length === null) throw operationError('length cannot be null');
      if (length % 8 !== 0) throw operationError('length must be a multiple of 8');
      const hash = hashOf(algorithm.hash);
      const salt = bytes(algorithm.salt);
      if (algorithm.name === 'HKDF') return job((done) => native.hkdf(hash, value, salt, bytes(algorithm.info), length / 8, done));
      return job((done) => native.pbkdf2(value, salt, algorithm.iterations, length / 8, hash, done));
    }
  }
  const other = inner(algorithm.public);
  if (other.keyObject.type !== 'public') throw accessError('algorithm.public must be a public key');
  if (keyObject.type !== 'private') throw accessError('baseKey must be a private key');
  if (!['ECDH', 'X25519', 'X448'].includes(other.algorithm.name)) throw accessError('Keys must be ECDH, X25519, or X448 keys');
  if (other.algorithm.name !== inner(baseKey).algorithm.name) throw accessError(`The public and private keys must be of the same type`);
  if (other.algorithm.namedCurve !== inner(baseKey).algorithm.namedCurve) throw accessError('Named curve mismatch');
  const secret = await job((done) => native.agree(value, keys.values.get(other.keyObject), done));
  if (length === null) return secret;
  if (secret.byteLength * 8 < length) throw operationError('derived bit length is too small');
  const cut = new Uint8Array(secret.slice(0, Math.ceil(length / 8)));
  if (length % 8) cut[cut.length - 1] &= 0xff00 >> length % 8;
  return cut.buffer;
}

function keyLengthOf({ name, length, hash }) {
  if (name.startsWith('AES')) {
    if (length !== 128 && length !== 192 && length !== 256) throw operationError('Invalid key length');
    return length;
  }
  if (name === 'HMAC') {
    if (length === undefined) return lengthOfHash(hash);
    if (length > 0) return length;
    throw new TypeError('Invalid HMAC length');
  }
  return null;
}

// What the web's interfaces check of arguments before anything else.

const ordinals = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th'];
const formats = ['raw', 'pkcs8', 'spki', 'jwk'];

function checker(method) {
  const prefix = `Failed to execute '${method}' on 'SubtleCrypto': `;
  const invalid = (text, code = codeOf.type) => coded(`${prefix}${text}`, code);
  return {
    count(given, needed) {
      if (given < needed) throw invalid(`${needed} arguments required, but only ${given} present.`, 'ERR_MISSING_ARGS');
    },
    bytes(value, at) {
      if (!isBytes(value)) throw invalid(`${ordinals[at]} argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
    },
    key(value, at) { if (!keys.isCryptoKey(value)) throw invalid(`${ordinals[at]} argument is not of type CryptoKey.`); },
    format(value, at) {
      if (!formats.includes(`${value}`)) {
        throw invalid(`${ordinals[at]} argument value '${value}' is not a valid enum value of type KeyFormat.`, 'ERR_INVALID_ARG_VALUE');
      }
    },
    dictionary(value, at) {
      if (value === null || typeof value !== 'object') throw invalid(`${ordinals[at]} argument can not be converted to a dictionary`);
    },
    usages(value, at) {
      if (value === null || typeof value !== 'object' || typeof value[Symbol.iterator] !== 'function') {
        throw invalid(`${ordinals[at]} argument can not be converted to sequence.`);
      }
      const list = [...value];
      for (const [i, usage] of list.entries()) {
        if (!allUsages.includes(usage)) {
          throw invalid(`${ordinals[at]} argument, index ${i} value '${usage}' is not a valid enum value of type KeyUsage.`, 'ERR_INVALID_ARG_VALUE');
        }
      }
      return [...new Set(list)];
    },
  };
}

function checkThis(object) { if (object !== subtle) throw new ERR_INVALID_THIS('SubtleCrypto'); }

const mayUse = (key, algorithm, usage) => {
  const { algorithm: own, usages } = inner(key);
  if (own.name !== algorithm.name || !usages.includes(usage)) throw accessError('The requested operation is not valid for the provided key');
};

class SubtleCrypto {
  constructor() { if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR(); }

  async encrypt(algorithm, key, data) {
    checkThis(this);
    const check = checker('encrypt');
    check.count(arguments.length, 3);
    check.key(key, 1);
    check.bytes(data, 2);
    const normal = normalize(algorithm, 'encrypt');
    mayUse(key, normal, 'encrypt');
    return encryptOrDecrypt(normal, key, data, 'encrypt');
  }

  async decrypt(algorithm, key, data) {
    checkThis(this);
    const check = checker('decrypt');
    check.count(arguments.length, 3);
    check.key(key, 1);
    check.bytes(data, 2);
    const normal = normalize(algorithm, 'decrypt');
    mayUse(key, normal, 'decrypt');
    return encryptOrDecrypt(normal, key, data, 'decrypt');
  }

  async sign(algorithm, key, data) {
    checkThis(this);
    const check = checker('sign');
    check.count(arguments.length, 3);
    check.key(key, 1);
    check.bytes(data, 2);
    return signOrVerify(algorithm, key, data);
  }

  async verify(algorithm, key, signature, data) {
    checkThis(this);
    const check = checker('verify');
    check.count(arguments.length, 4);
    check.key(key, 1);
    check.bytes(signature, 2);
    check.bytes(data, 3);
    return signOrVerify(algorithm, key, data, signature);
  }

  async digest(algorithm, data) {
    checkThis(this);
    const check = checker('digest');
    check.count(arguments.length, 2);
    check.bytes(data, 1);
    const normal = normalize(algorithm, 'digest');
    return job((done) => native.digest(hashOf(normal), bytes(data), done));
  }

  async generateKey(algorithm, extractable, keyUsages) {
    checkThis(this);
    const check = checker('generateKey');
    check.count(arguments.length, 3);
    const usages = check.usages(keyUsages, 2);
    const normal = normalize(algorithm, 'generateKey');
    if (normal.name === 'Ed448' || normal.name === 'X448') throw failure(`timeslice: ${normal.name} is not simulated; use Ed25519 or X25519`, 'NotSupportedError');
    const secret = Object.hasOwn(secretUsages, normal.name);
    const made = await (secret ? generateSecret : generatePair)(normal, !!extractable, usages);
    if ((secret ? made : made.privateKey).usages.length === 0) throw syntaxError('Usages cannot be empty when creating a key.');
    return made;
  }

  async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
    checkThis(this);
    const check = checker('deriveKey');
    check.count(arguments.length, 5);
    check.key(baseKey, 1);
    const usages = check.usages(keyUsages, 4);
    const normal = normalize(algorithm, 'deriveBits');
    normalize(derivedKeyType, 'importKey');
    const { algorithm: own, usages: allowed } = inner(baseKey);
    if (!allowed.includes('deriveKey')) throw accessError('baseKey does not have deriveKey usage');
    if (own.name !== normal.name) throw accessError('Key algorithm mismatch');
    const length = keyLengthOf(normalize(derivedKeyType, 'get key length'));
    const bits = await bitsOf(normal, baseKey, length);
    return importAny('raw', bits, derivedKeyType, !!extractable, usages);
  }

  async deriveBits(algorithm, baseKey, length = null) {
    checkThis(this);
    const check = checker('deriveBits');
    check.count(arguments.length, 2);
    check.key(baseKey, 1);
    const normal = normalize(algorithm, 'deriveBits');
    const { algorithm: own, usages } = inner(baseKey);
    if (!usages.includes('deriveBits')) throw accessError('baseKey does not have deriveBits usage');
    if (own.name !== normal.name) throw accessError('Key algorithm mismatch');
    return bitsOf(normal, baseKey, length === null ? null : Number(length));
  }

  async importKey(format, keyData, algorithm, extractable, keyUsages) {
    checkThis(this);
    const check = checker('importKey');
    check.count(arguments.length, 5);
    check.format(format, 0);
    if (format === 'jwk') check.dictionary(keyData, 1);
    else check.bytes(keyData, 1);
    const usages = check.usages(keyUsages, 4);
    return importAny(format, keyData, algorithm, !!extractable, usages);
  }

  async exportKey(format, key) {
    checkThis(this);
    const check = checker('exportKey');
    check.count(arguments.length, 2);
    check.format(format, 0);
    check.key(key, 1);
    return exportAny(format, key);
  }

  async wrapKey(format, key, wrappingKey, algorithm) {
    checkThis(this);
    const check = checker('wrapKey');
    check.count(arguments.length, 4);
    check.format(format, 0);
    check.key(key, 1);
    check.key(wrappingKey, 2);
    const normal = normalize(algorithm, supports(algorithm, 'wrapKey') ? 'wrapKey' : 'encrypt');
    mayUse(wrappingKey, normal, 'wrapKey');
    let data = exportAny(format, key);
    if (format === 'jwk') {
      data = Buffer.from(JSON.stringify(data));
      // AES-KW takes multiples of eight bytes; JSON may have spaces at its end.
      if (normal.name === 'AES-KW' && data.length % 8) data = Buffer.concat([data, Buffer.alloc(8 - data.length % 8, ' ')]);
    }
    return encryptOrDecrypt(normal, wrappingKey, data, 'wrapKey');
  }

  async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgo, unwrappedKeyAlgo, extractable, keyUsages) {
    checkThis(this);
    const check = checker('unwrapKey');
    check.count(arguments.length, 7);
    check.format(format, 0);
    check.bytes(wrappedKey, 1);
    check.key(unwrappingKey, 2);
    const usages = check.usages(keyUsages, 6);
    const normal = normalize(unwrapAlgo, supports(unwrapAlgo, 'unwrapKey') ? 'unwrapKey' : 'decrypt');
    mayUse(unwrappingKey, normal, 'unwrapKey');
    let data = await encryptOrDecrypt(normal, unwrappingKey, wrappedKey, 'unwrapKey');
    if (format === 'jwk') {
      try {
        data = JSON.parse(Buffer.from(data).toString());
      } catch {
        throw dataError('Invalid wrapped JWK key');
      }
    }
    return importAny(format, data, unwrappedKeyAlgo, !!extractable, usages);
  }
}
for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey',
  'wrapKey', 'unwrapKey']) {
  Object.defineProperty(SubtleCrypto.prototype, name, { enumerable: true });
}
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, { value: 'SubtleCrypto', configurable: true });

const subtle = make(SubtleCrypto);

function checkCrypto(object) { if (object !== crypto) throw new ERR_INVALID_THIS('Crypto'); }

class Crypto {
  constructor() { if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get subtle() {
    checkCrypto(this);
    return subtle;
  }
  getRandomValues(array) {
    checkCrypto(this);
    return getRandomValues(array);
  }
  randomUUID(...args) {
    checkCrypto(this);
    return require('internal/crypto/random').randomUUID(...args);
  }
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });
for (const name of ['subtle', 'getRandomValues', 'randomUUID']) Object.defineProperty(Crypto.prototype, name, { enumerable: true });

const crypto = make(Crypto);

module.exports = { crypto, Crypto, CryptoKey, SubtleCrypto, revive };
