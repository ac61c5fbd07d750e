'use strict';

// The web's crypto: random values and digests.

const { DOMException } = require('internal/domexception');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } = require('internal/errors').codes;

const digests = { 'sha-1': 'sha1', 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' };

let making = false;
function make(Class) {
  making = true;
  try {
    return new Class();
  } finally {
    making = false;
  }
}

class SubtleCrypto {
  constructor() { if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  async digest(algorithm, data) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('algorithm', 'data');
    const name = typeof algorithm === 'string' ? algorithm : algorithm?.name;
    const digest = digests[`${name}`.toLowerCase()];
    if (digest === undefined) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
    const isMemory = Object.prototype.toString.call(data) === '[object ArrayBuffer]';
    if (!isMemory && !ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
    return new Promise((resolve) => { binding('crypto').digest(digest, data, resolve); });
  }
}
for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey', 'wrapKey', 'unwrapKey']) {
  Object.defineProperty(SubtleCrypto.prototype, name, {
    async value() { throw new DOMException(`timeslice: crypto.subtle.${name} is not simulated`, 'NotSupportedError'); },
    writable: true, configurable: true, enumerable: true,
  });
}
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, { value: 'SubtleCrypto', configurable: true });

class CryptoKey { constructor() { throw new ERR_ILLEGAL_CONSTRUCTOR(); } }

const subtle = make(SubtleCrypto);

class Crypto {
  constructor() { if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get subtle() { return subtle; }
  getRandomValues(array) {
    const integers = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array];
    if (!integers.some((Type) => array instanceof Type)) {
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (array.byteLength > 65536) throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
    return require('crypto').randomFillSync(array);
  }
  randomUUID(options) { return require('crypto').randomUUID(options); }
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });
for (const name of ['subtle', 'getRandomValues', 'randomUUID']) Object.defineProperty(Crypto.prototype, name, { enumerable: true });

module.exports = { crypto: make(Crypto), Crypto, CryptoKey, SubtleCrypto };
