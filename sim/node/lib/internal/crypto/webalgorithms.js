'use strict';

// What the web's crypto takes for an algorithm: its name and the members that
// an operation needs of it. (Web Cryptography API, section 18)

const { DOMException } = require('internal/domexception');
const { codes } = require('internal/errors');
const { isBytes } = require('internal/crypto/util');

const { ERR_INVALID_ARG_TYPE, ERR_MISSING_OPTION } = codes;

function coded(message, code, Base = TypeError) {
  const error = new Base(message);
  error.code = code;
  Object.defineProperty(error, 'stack', { value: error.stack, writable: true, configurable: true, enumerable: false });
  return error;
}

const codeOf = { type: new ERR_INVALID_ARG_TYPE('a', 'string', 1).code, option: new ERR_MISSING_OPTION('a').code };

const aes = ['AES-CBC', 'AES-CTR', 'AES-GCM', 'AES-KW'];
const rsa = ['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP'];
const all = (names, dictionary) => Object.fromEntries(names.map((name) => [name, dictionary]));

// For each operation the algorithms that have it, with the dictionary of what
// is needed; null for nothing more than the name.
const operations = {
  'digest': all(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'], null),
  'generateKey': {
    ...all(rsa, 'RsaHashedKeyGenParams'), ...all(['ECDSA', 'ECDH'], 'EcKeyGenParams'), ...all(aes, 'AesKeyGenParams'),
    'HMAC': 'HmacKeyGenParams', ...all(['Ed25519', 'Ed448', 'X25519', 'X448'], null),
  },
  'sign': {
    'RSASSA-PKCS1-v1_5': null, 'RSA-PSS': 'RsaPssParams', 'ECDSA': 'EcdsaParams', 'HMAC': null, 'Ed25519': null, 'Ed448': null,
  },
  'importKey': {
    ...all(rsa, 'RsaHashedImportParams'), ...all(['ECDSA', 'ECDH'], 'EcKeyImportParams'), 'HMAC': 'HmacImportParams',
    ...all([...aes, 'HKDF', 'PBKDF2', 'Ed25519', 'Ed448', 'X25519', 'X448'], null),
  },
  'deriveBits': { 'HKDF': 'HkdfParams', 'PBKDF2': 'Pbkdf2Params', ...all(['ECDH', 'X25519', 'X448'], 'EcdhKeyDeriveParams') },
  'encrypt': { 'RSA-OAEP': 'RsaOaepParams', 'AES-CBC': 'AesCbcParams', 'AES-GCM': 'AesGcmParams', 'AES-CTR': 'AesCtrParams' },
  'get key length': { ...all(aes, 'AesDerivedKeyParams'), 'HMAC': 'HmacImportParams', 'HKDF': null, 'PBKDF2': null },
  'wrapKey': { 'AES-KW': null },
};
operations.verify = operations.sign;
operations.decrypt = operations.encrypt;
operations.unwrapKey = operations.wrapKey;

// Members of each dictionary, in the order they are looked at; those with a
// star must be there.
const dictionaries = {
  RsaHashedKeyGenParams: { 'modulusLength': '*number', 'publicExponent': '*bytes', 'hash': '*hash' },
  EcKeyGenParams: { namedCurve: '*string' },
  AesKeyGenParams: { length: '*number' },
  AesDerivedKeyParams: { length: '*number' },
  HmacKeyGenParams: { hash: '*hash', length: 'number' },
  HmacImportParams: { hash: '*hash', length: 'number' },
  RsaPssParams: { saltLength: '*number' },
  EcdsaParams: { hash: '*hash' },
  RsaHashedImportParams: { hash: '*hash' },
  EcKeyImportParams: { namedCurve: '*string' },
  HkdfParams: { hash: '*hash', info: '*bytes', salt: '*bytes' },
  Pbkdf2Params: { hash: '*hash', iterations: '*number', salt: '*bytes' },
  EcdhKeyDeriveParams: { public: '*key' },
  RsaOaepParams: { label: 'bytes' },
  AesCbcParams: { iv: '*bytes' },
  AesGcmParams: { additionalData: 'bytes', iv: '*bytes', tagLength: 'number' },
  AesCtrParams: { counter: '*bytes', length: '*number' },
};

function convert(value, kind, member, dictionary) {
  switch (kind) {
    case 'number': return Number(value);
    case 'string': return `${value}`;
    case 'hash': return normalize(value, 'digest');
    case 'bytes':
      if (isBytes(value)) return value;
      throw coded(`Failed to normalize algorithm: '${member}' of '${dictionary}' (passed algorithm) is not instance of ArrayBuffer, ` +
        'Buffer, TypedArray, or DataView.', codeOf.type);
    case 'key':
      if (require('internal/crypto/keys').isCryptoKey(value)) return value;
      throw coded(`Failed to normalize algorithm: '${member}' of '${dictionary}' (passed algorithm) is not of type CryptoKey.`, codeOf.type);
  }
  return value;
}

const unknown = () => new DOMException('Unrecognized algorithm name', 'NotSupportedError');

/** The algorithm by its own name, with the members that the operation needs. */
function normalize(algorithm, operation) {
  if (typeof algorithm === 'string') return normalize({ name: algorithm }, operation);
  if (algorithm === null || (typeof algorithm !== 'object' && typeof algorithm !== 'function')) {
    if (algorithm === undefined || algorithm === null) throw unknown();
    return normalize({ name: `${algorithm}` }, operation);
  }
  if (algorithm.name === undefined) {
    throw coded("Failed to normalize algorithm: passed algorithm can not be converted to 'Algorithm' because 'name' is required in 'Algorithm'.",
      codeOf.option);
  }
  const wanted = `${algorithm.name}`.toLowerCase();
  const known = operations[operation];
  const name = Object.keys(known).find((one) => one.toLowerCase() === wanted);
  if (name === undefined) throw unknown();
  const normal = { name };
  const dictionary = known[name];
  if (dictionary === null) return normal;
  for (const [member, rule] of Object.entries(dictionaries[dictionary])) {
    const value = algorithm[member];
    if (value !== undefined) normal[member] = convert(value, rule.replace('*', ''), member, dictionary);
    else if (rule[0] === '*') {
      throw coded(`Failed to normalize algorithm: passed algorithm can not be converted to '${dictionary}' because '${member}' is required in ` +
        `'${dictionary}'.`, codeOf.option);
    }
  }
  return normal;
}

/** Whether an algorithm has an operation. */
function supports(name, operation) {
  return Object.keys(operations[operation]).some((one) => one.toLowerCase() === `${typeof name === 'string' ? name : name?.name}`.toLowerCase());
}

module.exports = { coded, codeOf, normalize, supports };
