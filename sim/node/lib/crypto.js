'use strict';

// Hashes, keys from passwords, random numbers and AES. Results are true; what
// they cost is simulated (binding_crypto.go). Callback forms work on the pool.

const native = binding('crypto');
const { Buffer } = require('buffer');
const {
  ERR_CRYPTO_HASH_FINALIZED, ERR_CRYPTO_INVALID_DIGEST, ERR_CRYPTO_INVALID_KEYLEN, ERR_CRYPTO_SCRYPT_INVALID_PARAMETER,
  ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE,
} = require('internal/errors').codes;
const {
  validateBoolean, validateEncoding, validateFunction, validateInt32, validateInteger, validateNumber, validateObject,
  validateString, validateUint32,
} = require('internal/validators');

const kMaxInt32 = 2 ** 31 - 1;

const isMemory = (v) => {
  const tag = Object.prototype.toString.call(v);
  return tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]';
};

function coded(error, code, more = undefined) {
  Object.assign(error, more);
  if (code) error.code = code;
  return error;
}

// Bytes of a password, salt or the like.
function bytesOrString(value, name) {
  if (typeof value === 'string' || isMemory(value) || ArrayBuffer.isView(value)) return value;
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
}

// Calls a callback with (null, result) in place of the job's bare result.
const answer = (callback, make) => (memory) => callback(null, make(memory));

function checkPbkdf2(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  bytesOrString(password, 'password');
  bytesOrString(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  if (!native.hasDigest(digest)) throw new ERR_CRYPTO_INVALID_DIGEST(digest);
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  validateString(digest, 'digest');
  bytesOrString(password, 'password');
  bytesOrString(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  validateFunction(callback, 'callback');
  if (!native.hasDigest(digest)) throw new ERR_CRYPTO_INVALID_DIGEST(digest);
  native.pbkdf2(password, salt, iterations, keylen, digest, answer(callback, (m) => Buffer.from(m)));
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  checkPbkdf2(password, salt, iterations, keylen, digest);
  return Buffer.from(native.pbkdf2(password, salt, iterations, keylen, digest));
}

const scryptDefaults = { N: 16384, r: 8, p: 1, maxmem: 32 << 20 };

function checkScrypt(password, salt, keylen, options) {
  bytesOrString(password, 'password');
  bytesOrString(salt, 'salt');
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
  const refuse = (detail) => coded(new RangeError(`Invalid scrypt params${detail}`), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');
  if (N > 1 && (N & (N - 1)) !== 0) throw refuse('');
  if (N < 2 || 128 * r * (N + p + 2) > maxmem) {
    throw refuse(': error:030000AC:digital envelope routines::memory limit exceeded');
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
  native.scrypt(...parameters, answer(callback, (m) => Buffer.from(m)));
}

function scryptSync(password, salt, keylen, options = scryptDefaults) {
  return Buffer.from(native.scrypt(...checkScrypt(password, salt, keylen, options)));
}

function checkHkdf(hash, key, salt, info, length) {
  validateString(hash, 'digest');
  if (!(typeof key === 'string' || isMemory(key) || ArrayBuffer.isView(key))) {
    throw new ERR_INVALID_ARG_TYPE('ikm', ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], key);
  }
  bytesOrString(salt, 'salt');
  bytesOrString(info, 'info');
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

// Random numbers: from the process's seed.

function randomBytes(size, callback) {
  validateNumber(size, 'size', 0, kMaxInt32);
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (callback === undefined) return Buffer.from(native.random(size));
  native.random(size, answer(callback, (m) => Buffer.from(m)));
  return undefined;
}

// [offset, size] in bytes of a part of a view that is given in elements.
function randomPart(buf, offset, size) {
  if (!isMemory(buf) && !ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  const unit = buf.BYTES_PER_ELEMENT || 1;
  const total = buf.byteLength;
  offset = offset === undefined ? 0 : checkOffset(offset, unit, total);
  if (size === undefined) return [offset, total - offset];
  validateNumber(size, 'size');
  size *= unit;
  if (Number.isNaN(size) || size > kMaxInt32 || size < 0) throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${kMaxInt32}`, size);
  if (size + offset > total) throw new ERR_OUT_OF_RANGE('size + offset', `<= ${total}`, size + offset);
  return [offset, size];
}

function checkOffset(offset, unit, total) {
  validateNumber(offset, 'offset');
  offset *= unit;
  if (Number.isNaN(offset) || offset > Math.min(total, kMaxInt32) || offset < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${Math.min(total, kMaxInt32)}`, offset);
  }
  return offset;
}

function putRandom(buf, offset, memory) {
  new Uint8Array(buf.buffer || buf, (buf.byteOffset || 0) + offset, memory.byteLength).set(new Uint8Array(memory));
  return buf;
}

function randomFillSync(buf, offset = 0, size) {
  const [at, count] = randomPart(buf, offset, size);
  return putRandom(buf, at, native.random(count));
}

function randomFill(buf, offset, size, callback) {
  if (!isMemory(buf) && !ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  if (typeof offset === 'function') {
    callback = offset;
    offset = size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  }
  validateFunction(callback, 'callback');
  const [at, count] = randomPart(buf, offset, size);
  native.random(count, (memory) => callback(null, putRandom(buf, at, memory)));
}

const kMaxRange = 2 ** 48 - 1;

// A number below range: tries again where the last, incomplete round begins.
function belowRange(range) {
  const most = kMaxRange - (kMaxRange % range);
  for (;;) {
    const x = Buffer.from(native.random(6)).readUIntBE(0, 6);
    if (x < most) return x % range;
  }
}

function randomInt(min, max, callback) {
  const oneBound = max === undefined || typeof max === 'function';
  if (oneBound) {
    callback = max;
    max = min;
    min = 0;
  }
  const sync = callback === undefined;
  if (!sync) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (!(range <= kMaxRange)) throw new ERR_OUT_OF_RANGE(oneBound ? 'max' : 'max - min', `<= ${kMaxRange}`, range);
  const n = belowRange(range) + min;
  if (sync) return n;
  process.nextTick(callback, undefined, n);
  return undefined;
}

function randomUUID(options) {
  if (options !== undefined) validateObject(options, 'options');
  const { disableEntropyCache = false } = options || {};
  validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
  const b = Buffer.from(native.random(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = b.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

// Hashes are also streams: what is written is hashed, at the end the result
// can be read.

const { Transform } = require('stream');

const states = new WeakMap();

function dataBytes(data, encoding) {
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
    if (encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'buffer') return data;
    return Buffer.from(data, encoding);
  }
  if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  return data;
}

function encoded(memory, encoding) {
  const b = Buffer.from(memory);
  return encoding && encoding !== 'buffer' ? b.toString(encoding) : b;
}

function Hash(algorithm, options) {
  if (!(this instanceof Hash)) return new Hash(algorithm, options);
  const copied = algorithm instanceof Hash ? states.get(algorithm) : undefined;
  if (!copied) validateString(algorithm, 'algorithm');
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  const handle = copied ? native.copy(copied.handle, length) : native.hash(algorithm, length ?? -1);
  if (handle === undefined) throw new Error('Digest method not supported');
  const extendable = copied ? copied.extendable : /^shake/i.test(algorithm);
  if (length !== undefined && !extendable && length !== native.size(handle)) {
    throw coded(new Error('error:030000B2:digital envelope routines::not XOF or invalid length'),
      'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', { library: 'digital envelope routines', reason: 'not XOF or invalid length' });
  }
  states.set(this, { handle, finalized: false, extendable });
  Reflect.apply(Transform, this, [options]);
}
Object.setPrototypeOf(Hash.prototype, Transform.prototype);
Object.setPrototypeOf(Hash, Transform);

Hash.prototype.copy = function copy(options) {
  if (states.get(this).finalized) throw new ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};
Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  native.update(states.get(this).handle, dataBytes(chunk, encoding));
  callback();
};
Hash.prototype._flush = function _flush(callback) {
  this.push(this.digest());
  callback();
};
Hash.prototype.update = function update(data, encoding) {
  if (states.get(this).finalized) throw new ERR_CRYPTO_HASH_FINALIZED();
  native.update(states.get(this).handle, dataBytes(data, encoding));
  return this;
};
Hash.prototype.digest = function digest(encoding) {
  const state = states.get(this);
  if (state.finalized) throw new ERR_CRYPTO_HASH_FINALIZED();
  const result = encoded(native.sum(state.handle), encoding);
  state.finalized = true;
  return result;
};

const keyTypes = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];
function keyBytes(key) {
  if (typeof key === 'string' || isMemory(key) || ArrayBuffer.isView(key)) return key;
  throw new ERR_INVALID_ARG_TYPE('key', keyTypes, key);
}

function Hmac(hmac, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const handle = native.hmac(hmac, keyBytes(key));
  if (handle === undefined) throw new ERR_CRYPTO_INVALID_DIGEST(hmac);
  states.set(this, { handle, finalized: false });
  Reflect.apply(Transform, this, [options]);
}
Object.setPrototypeOf(Hmac.prototype, Transform.prototype);
Object.setPrototypeOf(Hmac, Transform);
Hmac.prototype.update = Hash.prototype.update;
// A second digest of an Hmac is empty.
Hmac.prototype.digest = function digest(encoding) {
  const state = states.get(this);
  if (state.finalized) return encoded(new ArrayBuffer(0), encoding);
  state.finalized = true;
  return encoded(native.sum(state.handle), encoding);
};
Hmac.prototype._transform = Hash.prototype._transform;
Hmac.prototype._flush = Hash.prototype._flush;

/** A hash of data in one call. */
function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  }
  return new Hash(algorithm).update(input).digest(outputEncoding);
}

// AES.

function invalidState(what) { return coded(new Error(`Invalid state${what ? ` for operation ${what}` : ''}`), 'ERR_CRYPTO_INVALID_STATE'); }

function openssl(reason, number, code) {
  return coded(new Error(`error:${number}:Provider routines::${reason}`), code, { library: 'Provider routines', reason });
}

function startCipher(self, cipher, key, iv, options, decrypt) {
  validateString(cipher, 'cipher');
  keyBytes(key);
  if (iv !== null) bytesOrString(iv, 'iv');
  const kind = native.cipherKind(cipher);
  if (kind === undefined) throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
  const [mode, keyLength, ivLength] = kind;
  const size = (v) => (v === null ? 0 : typeof v === 'string' ? Buffer.byteLength(v) : v.byteLength);
  if (size(key) !== keyLength) throw new ERR_CRYPTO_INVALID_KEYLEN();
  if (mode === 'gcm' ? size(iv) === 0 : size(iv) !== ivLength) {
    throw coded(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
  }
  const handle = native.cipher(mode, key, iv === null ? '' : iv, decrypt);
  states.set(self, { handle, mode, decrypt, finalized: false, tag: undefined, tagLength: options?.authTagLength ?? 16 });
  Reflect.apply(Transform, self, [options]);
}

function Cipheriv(cipher, key, iv, options) {
  if (!(this instanceof Cipheriv)) return new Cipheriv(cipher, key, iv, options);
  startCipher(this, cipher, key, iv, options, false);
}
function Decipheriv(cipher, key, iv, options) {
  if (!(this instanceof Decipheriv)) return new Decipheriv(cipher, key, iv, options);
  startCipher(this, cipher, key, iv, options, true);
}

const cipherMethods = {
  _transform(chunk, encoding, callback) {
    this.push(this.update(chunk, encoding));
    callback();
  },
  _flush(callback) {
    try {
      this.push(this.final());
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  },
  update(data, inputEncoding, outputEncoding) {
    const state = states.get(this);
    const bytes = dataBytes(data, inputEncoding);
    if (state.finalized) throw new Error('Trying to add data in unsupported state');
    return encoded(native.cipherUpdate(state.handle, bytes), outputEncoding);
  },
  final(outputEncoding) {
    const state = states.get(this);
    if (state.finalized) throw invalidState();
    const result = native.cipherFinal(state.handle, state.tag);
    state.finalized = true;
    switch (result) {
      case 'bad decrypt': throw openssl('bad decrypt', '1C800064', 'ERR_OSSL_BAD_DECRYPT');
      case 'wrong final block length': throw openssl('wrong final block length', '1C80006B', 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH');
      case 'unauthenticated': throw new Error('Unsupported state or unable to authenticate data');
    }
    return encoded(result, outputEncoding);
  },
  setAutoPadding(autoPadding) {
    native.cipherPadding(states.get(this).handle, autoPadding === undefined ? true : !!autoPadding);
    return this;
  },
  setAAD(buffer) {
    const state = states.get(this);
    bytesOrString(buffer, 'buffer');
    if (state.mode !== 'gcm' || state.finalized) throw invalidState('setAAD');
    native.cipherAdd(state.handle, buffer);
    return this;
  },
};
for (const Class of [Cipheriv, Decipheriv]) {
  Object.setPrototypeOf(Class.prototype, Transform.prototype);
  Object.setPrototypeOf(Class, Transform);
  for (const name of Object.keys(cipherMethods)) Class.prototype[name] = cipherMethods[name];
}
Cipheriv.prototype.getAuthTag = function getAuthTag() {
  const state = states.get(this);
  if (state.mode !== 'gcm' || !state.finalized) throw invalidState('getAuthTag');
  return Buffer.from(native.cipherTag(state.handle)).subarray(0, state.tagLength);
};
Decipheriv.prototype.setAuthTag = function setAuthTag(tag, encoding) {
  const state = states.get(this);
  bytesOrString(tag, 'buffer');
  if (state.mode !== 'gcm' || state.tag !== undefined || state.finalized) throw invalidState('setAuthTag');
  const bytes = typeof tag === 'string' ? Buffer.from(tag, encoding) : Buffer.from(tag.buffer || tag, tag.byteOffset || 0, tag.byteLength);
  if (![4, 8, 12, 13, 14, 15, 16].includes(bytes.length)) {
    throw coded(new TypeError(`Invalid authentication tag length: ${bytes.length}`), 'ERR_CRYPTO_INVALID_AUTH_TAG');
  }
  state.tag = bytes;
  return this;
};

function timingSafeEqual(buf1, buf2) {
  for (const [name, value] of [['buf1', buf1], ['buf2', buf2]]) {
    if (isMemory(value) || ArrayBuffer.isView(value)) continue;
    throw coded(new TypeError(`The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`), 'ERR_INVALID_ARG_TYPE');
  }
  if (buf1.byteLength !== buf2.byteLength) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return binding('buffer').compare(buf1, buf2) === 0;
}

const hashes = ['RSA-MD5', 'RSA-RIPEMD160', 'RSA-SHA1', 'RSA-SHA1-2', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256',
  'RSA-SHA3-384', 'RSA-SHA3-512', 'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', 'blake2b512', 'blake2s256', 'md5',
  'md5WithRSAEncryption', 'ripemd', 'ripemd160', 'ripemd160WithRSA', 'rmd160', 'sha1', 'sha1WithRSAEncryption', 'sha224',
  'sha224WithRSAEncryption', 'sha256', 'sha256WithRSAEncryption', 'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384',
  'sha384WithRSAEncryption', 'sha512', 'sha512-224', 'sha512-224WithRSAEncryption', 'sha512-256', 'sha512-256WithRSAEncryption',
  'sha512WithRSAEncryption', 'shake128', 'shake256', 'ssl3-md5', 'ssl3-sha1'];
const ciphers = ['128', '192', '256'].flatMap((bits) => ['cbc', 'ctr', 'ecb'].map((mode) => `aes-${bits}-${mode}`))
  .concat(['128', '192', '256'].map((bits) => `aes-${bits}-gcm`)).sort();

module.exports = {
  createCipheriv: (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options),
  createDecipheriv: (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options),
  createHash: function createHash(algorithm, options) { return new Hash(algorithm, options); },
  createHmac: function createHmac(hmac, key, options) { return new Hmac(hmac, key, options); },
  getCiphers: () => ciphers.slice(), getHashes: () => hashes.slice(),
  hash, hkdf, hkdfSync, pbkdf2, pbkdf2Sync, randomBytes, randomFill, randomFillSync, randomInt, randomUUID, scrypt, scryptSync,
  timingSafeEqual, Cipheriv, Decipheriv, Hash, Hmac,
};

for (const name of ['pseudoRandomBytes', 'prng', 'rng']) {
  Object.defineProperty(module.exports, name, { value: randomBytes, enumerable: false, configurable: true, writable: true });
}
const web = (name, get) => Object.defineProperty(module.exports, name, { enumerable: true, configurable: false, get });
web('webcrypto', () => require('internal/webcrypto').crypto);
web('subtle', () => require('internal/webcrypto').crypto.subtle);
web('getRandomValues', () => require('internal/webcrypto').crypto.getRandomValues);
