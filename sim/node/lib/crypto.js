'use strict';

// crypto. Results are true; what they cost is simulated (cryptocosts.go).
// Callback forms work on the pool. One file a subject: internal/crypto.

const native = binding('crypto');
const { ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH } = require('internal/errors').codes;
const { validateString } = require('internal/validators');
const { coded, isBytes } = require('internal/crypto/util');
const { Hash, Hmac, hash } = require('internal/crypto/hash');
const random = require('internal/crypto/random');

// A function of another part, which is loaded when it is first called.
function later(part, name, own = name) {
  return { [name](...args) { return require(`internal/crypto/${part}`)[own](...args); } }[name];
}

const laters = (part, names) => Object.fromEntries(names.map((name) => [name, later(part, name)]));

// The same for classes: a function that makes one.
function maker(part, name, own) {
  return { [name](...args) { return new (require(`internal/crypto/${part}`)[own])(...args); } }[name];
}

function timingSafeEqual(buf1, buf2) {
  for (const [name, value] of [['buf1', buf1], ['buf2', buf2]]) {
    if (isBytes(value)) continue;
    throw coded(new TypeError(`The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`), 'ERR_INVALID_ARG_TYPE');
  }
  if (buf1.byteLength !== buf2.byteLength) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return binding('buffer').compare(buf1, buf2) === 0;
}

// What is not had.
function refuse(what, instead) {
  return coded(new Error(`timeslice: ${what} is not simulated; ${instead}`), 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM');
}

class X509Certificate {
  constructor() { throw refuse('X509Certificate', 'createPublicKey(certificate) reads the public key of a certificate'); }
}

function Certificate() {
  if (!(this instanceof Certificate)) return new Certificate();
}
for (const name of ['verifySpkac', 'exportPublicKey', 'exportChallenge']) {
  const f = { [name]() { throw refuse(`Certificate.${name}`, 'use createVerify or createPublicKey'); } }[name];
  Certificate[name] = f;
  Certificate.prototype[name] = f;
}

const derive = laters('derive', ['hkdf', 'hkdfSync', 'pbkdf2', 'pbkdf2Sync', 'scrypt', 'scryptSync']);
const keys = laters('keys', ['createPrivateKey', 'createPublicKey', 'createSecretKey']);
const keygen = laters('keygen', ['generateKey', 'generateKeyPair', 'generateKeyPairSync', 'generateKeySync']);
Object.defineProperty(keygen.generateKeyPair, Symbol.for('timeslice.util.promisify.arguments'), { value: ['publicKey', 'privateKey'] });

module.exports = {
  checkPrime: random.checkPrime,
  checkPrimeSync: random.checkPrimeSync,
  createCipheriv: maker('cipher', 'createCipheriv', 'Cipheriv'),
  createDecipheriv: maker('cipher', 'createDecipheriv', 'Decipheriv'),
  createDiffieHellman: maker('exchange', 'createDiffieHellman', 'DiffieHellman'),
  createDiffieHellmanGroup: maker('exchange', 'createDiffieHellmanGroup', 'DiffieHellmanGroup'),
  createECDH: maker('exchange', 'createECDH', 'ECDH'),
  createHash: function createHash(algorithm, options) { return new Hash(algorithm, options); },
  createHmac: function createHmac(hmac, key, options) { return new Hmac(hmac, key, options); },
  createPrivateKey: keys.createPrivateKey,
  createPublicKey: keys.createPublicKey,
  createSecretKey: keys.createSecretKey,
  createSign: maker('sign', 'createSign', 'Sign'),
  createVerify: maker('sign', 'createVerify', 'Verify'),
  diffieHellman: later('exchange', 'diffieHellman'),
  generatePrime: random.generatePrime,
  generatePrimeSync: random.generatePrimeSync,
  getCiphers: function getCiphers() { return native.cipherNames(); },
  getCipherInfo: later('cipher', 'getCipherInfo'),
  getCurves: function getCurves() { return native.curveNames(); },
  getDiffieHellman: maker('exchange', 'getDiffieHellman', 'DiffieHellmanGroup'),
  getHashes: function getHashes() { return native.digestNames(); },
  hkdf: derive.hkdf,
  hkdfSync: derive.hkdfSync,
  pbkdf2: derive.pbkdf2,
  pbkdf2Sync: derive.pbkdf2Sync,
  generateKeyPair: keygen.generateKeyPair,
  generateKeyPairSync: keygen.generateKeyPairSync,
  generateKey: keygen.generateKey,
  generateKeySync: keygen.generateKeySync,
  ...laters('sign', ['privateDecrypt', 'privateEncrypt', 'publicDecrypt', 'publicEncrypt']),
  randomBytes: random.randomBytes,
  randomFill: random.randomFill,
  randomFillSync: random.randomFillSync,
  randomInt: random.randomInt,
  randomUUID: random.randomUUID,
  scrypt: derive.scrypt,
  scryptSync: derive.scryptSync,
  sign: later('sign', 'signOneShot'),
  setEngine: function setEngine(id) {
    validateString(id, 'id');
    throw coded(new Error(`Engine "${id}" was not found`), 'ERR_CRYPTO_ENGINE_UNKNOWN');
  },
  timingSafeEqual,
  getFips: function getFips() { return 0; },
  setFips: function setFips(value) { if (value) throw coded(new Error('Cannot set FIPS mode in a non-FIPS build.'), 'ERR_CRYPTO_FIPS_UNAVAILABLE'); },
  verify: later('sign', 'verifyOneShot'),
  hash,
  Certificate,
};

// Classes, in Node's order; those of other parts are loaded when somebody asks.
function define(name, descriptor) { Object.defineProperty(module.exports, name, { enumerable: true, configurable: true, ...descriptor }); }

function defineLater(name, part) {
  define(name, {
    get() {
      const value = require(`internal/crypto/${part}`)[name];
      define(name, { value, writable: true });
      return value;
    },
    set(value) { define(name, { value, writable: true }); },
  });
}
for (const [name, part] of [['Cipher', 'cipher'], ['Cipheriv', 'cipher'], ['Decipher', 'cipher'], ['Decipheriv', 'cipher'],
  ['DiffieHellman', 'exchange'], ['DiffieHellmanGroup', 'exchange'], ['ECDH', 'exchange']]) defineLater(name, part);
define('Hash', { value: Hash, writable: true });
define('Hmac', { value: Hmac, writable: true });
defineLater('KeyObject', 'keys');
defineLater('Sign', 'sign');
defineLater('Verify', 'sign');
define('X509Certificate', { value: X509Certificate, writable: true });
define('secureHeapUsed', { value: function secureHeapUsed() { return { total: 0, used: 0, utilization: 0, min: 0 }; }, writable: true });

// createCipher and createDecipher are deprecated.
for (const [name, own] of [['createCipher', 'Cipher'], ['createDecipher', 'Decipher']]) {
  define(name, {
    value: require('util').deprecate(maker('cipher', name, own), `crypto.${name} is deprecated.`, 'DEP0106'), enumerable: false, configurable: false,
  });
}
define('fips', { get() { return 0; }, set(value) { module.exports.setFips(value); }, enumerable: false });
define('constants', { get() { return require('internal/crypto/constants'); } });
define('webcrypto', { get() { return require('internal/crypto/webcrypto').crypto; }, set: undefined, configurable: false });
define('subtle', { get() { return require('internal/crypto/webcrypto').crypto.subtle; }, set: undefined, configurable: false });
function getRandomValues(array) { return require('internal/crypto/webcrypto').crypto.getRandomValues(array); }
define('getRandomValues', { get: () => getRandomValues, set: undefined, configurable: false });
function randomBytesAs(name) {
  if (!require('internal/options').isGiven('--pending-deprecation')) return random.randomBytes;
  const value = require('util').deprecate(random.randomBytes, `crypto.${name} is deprecated.`, 'DEP0115');
  define(name, { value, writable: true, enumerable: false });
  return value;
}
for (const name of ['prng', 'pseudoRandomBytes', 'rng']) {
  define(name, { get() { return randomBytesAs(name); }, set(value) { define(name, { value, writable: true, enumerable: false }); }, enumerable: false });
}
