'use strict';

// Making keys: generateKeyPair and generateKey.

const native = binding('crypto');
const {
  ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_OPTION,
} = require('internal/errors').codes;
const {
  validateFunction, validateInt32, validateInteger, validateObject, validateOneOf, validateString, validateUint32,
} = require('internal/validators');
const { coded } = require('internal/crypto/util');
const { exportJWK, parseKeyEncoding, privateKey, publicKey, secretKey, write } = require('internal/crypto/keys');
const { ERR_CRYPTO_INVALID_DIGEST } = require('internal/errors').codes;

function encodingOf(options, name, keyType, isPublic) {
  const encoding = options[name];
  if (encoding === undefined || encoding === null) return undefined;
  if (typeof encoding !== 'object') throw new ERR_INVALID_ARG_VALUE(`options.${name}`, encoding);
  return parseKeyEncoding(encoding, keyType, isPublic, name);
}

// An option that may be given by its old name.
function renamed(old, value, name, other) {
  if (value === undefined) return other;
  process.emitWarning(`"options.${old}" is deprecated, use "options.${name}" instead.`, 'DeprecationWarning', 'DEP0154');
  validateString(value, `options.${old}`);
  if (other && value !== other) throw new ERR_INVALID_ARG_VALUE(`options.${old}`, value);
  return other || value;
}

function rsaParameters(type, options) {
  validateObject(options, 'options');
  const { modulusLength } = options;
  validateUint32(modulusLength, 'options.modulusLength');
  let { publicExponent } = options;
  if (publicExponent === undefined || publicExponent === null) publicExponent = 0x10001;
  else validateUint32(publicExponent, 'options.publicExponent');
  const parameters = { kind: type, modulusLength, publicExponent };
  if (type === 'rsa') return parameters;
  const { hash, mgf1Hash, saltLength } = options;
  let { hashAlgorithm, mgf1HashAlgorithm } = options;
  if (saltLength !== undefined) validateInt32(saltLength, 'options.saltLength', 0);
  if (hashAlgorithm !== undefined) validateString(hashAlgorithm, 'options.hashAlgorithm');
  if (mgf1HashAlgorithm !== undefined) validateString(mgf1HashAlgorithm, 'options.mgf1HashAlgorithm');
  hashAlgorithm = renamed('hash', hash, 'hashAlgorithm', hashAlgorithm);
  mgf1HashAlgorithm = renamed('mgf1Hash', mgf1Hash, 'mgf1HashAlgorithm', mgf1HashAlgorithm) ?? hashAlgorithm;
  const known = (name) => name === undefined || native.hasDigest(name);
  if (!known(hashAlgorithm)) throw new ERR_CRYPTO_INVALID_DIGEST(hashAlgorithm);
  if (!known(mgf1HashAlgorithm)) {
    throw coded(new TypeError(`Invalid MGF1 digest: ${mgf1HashAlgorithm}`), 'ERR_CRYPTO_INVALID_DIGEST');
  }
  if (hashAlgorithm === undefined && mgf1HashAlgorithm === undefined && saltLength === undefined) return parameters;
  hashAlgorithm ??= 'sha1';
  return {
    ...parameters, hashAlgorithm, mgf1HashAlgorithm: mgf1HashAlgorithm ?? hashAlgorithm,
    saltLength: saltLength ?? native.size(native.hash(hashAlgorithm, -1)),
  };
}

function dhParameters(options) {
  validateObject(options, 'options');
  const { group, primeLength, prime, generator } = options;
  const given = (value) => value !== undefined && value !== null;
  if (given(group)) {
    if (given(prime)) throw new ERR_INCOMPATIBLE_OPTION_PAIR('group', 'prime');
    if (given(primeLength)) throw new ERR_INCOMPATIBLE_OPTION_PAIR('group', 'primeLength');
    if (given(generator)) throw new ERR_INCOMPATIBLE_OPTION_PAIR('group', 'generator');
    validateString(group, 'options.group');
    if (native.dhGroup(group) === undefined) throw coded(new Error('Unknown DH group'), 'ERR_CRYPTO_UNKNOWN_DH_GROUP');
    return { kind: 'dh', group };
  }
  if (given(prime)) {
    if (given(primeLength)) throw new ERR_INCOMPATIBLE_OPTION_PAIR('prime', 'primeLength');
    if (!ArrayBuffer.isView(prime)) throw new ERR_INVALID_ARG_TYPE('options.prime', ['Buffer', 'TypedArray', 'DataView'], prime);
  } else if (given(primeLength)) {
    validateInt32(primeLength, 'options.primeLength', 0);
  } else {
    throw new ERR_MISSING_OPTION('At least one of the group, prime, or primeLength options');
  }
  if (given(generator)) validateInt32(generator, 'options.generator', 0);
  return { kind: 'dh', prime, primeLength: primeLength ?? 0, generator: generator ?? 2 };
}

function parametersOf(type, options) {
  switch (type) {
    case 'rsa': case 'rsa-pss':
      return rsaParameters(type, options);
    case 'dsa': {
      validateObject(options, 'options');
      const { modulusLength } = options;
      validateUint32(modulusLength, 'options.modulusLength');
      let { divisorLength } = options;
      if (divisorLength === undefined || divisorLength === null) divisorLength = 224;
      else validateInt32(divisorLength, 'options.divisorLength', 0);
      return { kind: type, modulusLength, divisorLength };
    }
    case 'ec': {
      validateObject(options, 'options');
      const { namedCurve, paramEncoding } = options;
      validateString(namedCurve, 'options.namedCurve');
      if (paramEncoding !== undefined && paramEncoding !== null && paramEncoding !== 'named' && paramEncoding !== 'explicit') {
        throw new ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
      }
      if (!native.hasCurve(namedCurve)) throw coded(new TypeError('Invalid EC curve name'), 'ERR_CRYPTO_INVALID_CURVE');
      return { kind: type, namedCurve };
    }
    case 'ed25519': case 'ed448': case 'x25519': case 'x448':
      return { kind: type };
    case 'dh':
      return dhParameters(options);
  }
  throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
}

// [parameters, finish]: finish makes of Go's key what was asked for.
function pairJob(type, options) {
  validateString(type, 'type');
  const publicEncoding = encodingOf(options || {}, 'publicKeyEncoding', type, true);
  const privateEncoding = encodingOf(options || {}, 'privateKeyEncoding', type, false);
  if (options !== undefined) validateObject(options, 'options');
  const parameters = parametersOf(type, options);
  const form = (value, encoding, make) => {
    if (encoding === undefined) return make(value);
    return encoding.jwk ? exportJWK(value) : write(value, encoding);
  };
  return [parameters, (value) => [form(native.publicOf(value), publicEncoding, publicKey), form(value, privateEncoding, privateKey)]];
}

function generateKeyPair(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  const [parameters, finish] = pairJob(type, options);
  native.generateKeys(parameters, (error, value) => {
    if (error) return callback(error);
    let pair;
    try {
      pair = finish(value);
    } catch (failure) {
      return callback(failure);
    }
    return callback(null, ...pair);
  });
}
Object.defineProperty(generateKeyPair, Symbol.for('timeslice.util.promisify.arguments'), {
  value: ['publicKey', 'privateKey'], enumerable: false,
});

function generateKeyPairSync(type, options) {
  const [parameters, finish] = pairJob(type, options);
  const [publicHalf, privateHalf] = finish(native.generateKeys(parameters));
  return { publicKey: publicHalf, privateKey: privateHalf };
}

// How many bytes a secret key has.
function secretLength(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  switch (type) {
    case 'hmac':
      validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
      break;
    case 'aes':
      validateOneOf(length, 'options.length', [128, 192, 256]);
      break;
    default:
      throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  return Math.floor(length / 8);
}

function generateKey(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  native.random(secretLength(type, options), (error, memory) => (error ? callback(error) : callback(null, secretKey(memory))));
}

function generateKeySync(type, options) { return secretKey(native.random(secretLength(type, options))); }

module.exports = { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync };
