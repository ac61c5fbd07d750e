'use strict';

// Ciphers with a key: createCipheriv and createDecipheriv, and the old ones
// that make their key from a password.

const native = binding('crypto');
const { Buffer } = require('buffer');
const { StringDecoder } = require('string_decoder');
const LazyTransform = require('internal/streams/lazy_transform');
const {
  ERR_CRYPTO_INVALID_KEYLEN, ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS,
} = require('internal/errors').codes;
const { validateEncoding, validateObject, validateString } = require('internal/validators');
const { byteTypes, bytesOf, coded, isBytes, kHandle, makeHandle, nativeOf } = require('internal/crypto/util');

class CipherBase {}

// What is known of each beside Go's state: info, and where its life stands.
const lives = new WeakMap();

const invalidState = (what) => coded(new Error(`Invalid state${what ? ` for operation ${what}` : ''}`), 'ERR_CRYPTO_INVALID_STATE');
const invalidTag = (text) => coded(new TypeError(text), 'ERR_CRYPTO_INVALID_AUTH_TAG');

const sizeOf = (bytes) => (bytes === null ? 0 : bytes.byteLength);

function infoOf(cipher) {
  const info = native.cipherInfo(cipher);
  if (info === undefined) throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
  return info;
}

// How long the tag is, and whether it may be.
function tagLengthOf(cipher, info, options) {
  let length;
  if (options && options.authTagLength !== undefined) {
    length = options.authTagLength;
    if (typeof length !== 'number' || length !== length >>> 0) throw new ERR_INVALID_ARG_VALUE('options.authTagLength', length);
  }
  return () => {
    if (!info.authenticates) return 0;
    if (length === undefined) {
      if (info.mode === 'ccm' || info.mode === 'ocb') throw invalidTag(`authTagLength required for ${cipher}`);
      return 16;
    }
    const good = info.mode === 'gcm' ? [4, 8, 12, 13, 14, 15, 16].includes(length) :
      info.mode === 'ccm' ? length >= 4 && length <= 16 && length % 2 === 0 : length <= 16;
    if (!good) throw invalidTag(`Invalid authentication tag length: ${length}`);
    return length;
  };
}

function start(self, cipher, key, iv, options, decrypt) {
  validateString(cipher, 'cipher');
  const tagLength = tagLengthOf(cipher, native.cipherInfo(cipher) || {}, options);
  const bytes = require('internal/crypto/keys').secretBytes(key, options?.encoding);
  if (iv !== null) iv = bytesOf(iv, 'iv');
  const info = infoOf(cipher);
  const keyBytes = bytesOf(bytes, 'key');
  if (keyBytes.byteLength !== info.keyLength) throw new ERR_CRYPTO_INVALID_KEYLEN();
  if (iv === null && info.ivLength !== 0) throw coded(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
  if (info.ivLength === 0 ? sizeOf(iv) !== 0 : !native.validIV(cipher, sizeOf(iv))) {
    throw coded(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
  }
  begin(self, cipher, info, keyBytes, iv === null ? '' : iv, options, decrypt, tagLength());
}

function begin(self, cipher, info, key, iv, options, decrypt, tagLength) {
  self._decoder = null;
  self._options = options;
  self[kHandle] = makeHandle(CipherBase, native.cipher(cipher, key, iv, decrypt, tagLength));
  lives.set(self, { info, decrypt, tagLength, finalized: false, updated: false, tagged: false });
  Reflect.apply(LazyTransform, self, [options]);
}

// The text that bytes and a decoder make in an encoding, which must stay one.
function decoded(self, memory, encoding, last) {
  const b = Buffer.from(memory);
  if (!encoding || encoding === 'buffer') return b;
  const name = Buffer.isEncoding(encoding) ? new StringDecoder(encoding).encoding : undefined;
  if (self._decoder === null) self._decoder = new StringDecoder(encoding);
  else if (self._decoder.encoding !== name) {
    if (name === undefined) throw new (require('internal/errors').codes.ERR_UNKNOWN_ENCODING)(encoding);
    throw new ERR_INTERNAL_ASSERTION('Cannot change encoding');
  }
  return last ? self._decoder.end(b) : self._decoder.write(b);
}

const methods = {
  _transform(chunk, encoding, callback) {
    this.push(Buffer.from(native.cipherUpdate(nativeOf(this), bytesOf(chunk, 'data', encoding))));
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
    if (typeof data === 'string') validateEncoding(data, inputEncoding);
    else if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    const life = lives.get(this);
    if (life.finalized) throw new Error('Trying to add data in unsupported state');
    const encoding = Buffer.isEncoding(inputEncoding) ? inputEncoding : undefined;
    const result = native.cipherUpdate(nativeOf(this), typeof data === 'string' ? Buffer.from(data, encoding) : data);
    life.updated = true;
    return decoded(this, result, outputEncoding, false);
  },

  final(outputEncoding) {
    const life = lives.get(this);
    if (life.finalized) throw invalidState();
    life.finalized = true;
    const result = native.cipherFinal(nativeOf(this));
    return decoded(this, result, outputEncoding, true);
  },

  setAutoPadding(autoPadding) {
    if (lives.get(this).finalized) throw invalidState('setAutoPadding');
    native.cipherPadding(nativeOf(this), autoPadding === undefined ? true : !!autoPadding);
    return this;
  },

  setAAD(aadbuf, options) {
    const life = lives.get(this);
    const bytes = bytesOf(aadbuf, 'aadbuf', options?.encoding);
    if (options?.plaintextLength !== undefined && options.plaintextLength !== options.plaintextLength >>> 0) {
      throw new ERR_INVALID_ARG_VALUE('options.plaintextLength', options.plaintextLength);
    }
    if (!life.info.authenticates || life.finalized || (life.updated && life.info.mode === 'gcm')) throw invalidState('setAAD');
    if (life.info.mode === 'ccm' && options?.plaintextLength === undefined) {
      throw coded(new TypeError('options.plaintextLength required for CCM mode with AAD'), new ERR_MISSING_ARGS('').code);
    }
    native.cipherAdd(nativeOf(this), bytes);
    return this;
  },
};

function getAuthTag() {
  const life = lives.get(this);
  if (!life.info.authenticates || !life.finalized) throw invalidState('getAuthTag');
  return Buffer.from(native.cipherTag(nativeOf(this)));
}

function setAuthTag(tagbuf, encoding) {
  const life = lives.get(this);
  if (typeof tagbuf !== 'string' && !isBytes(tagbuf)) throw new ERR_INVALID_ARG_TYPE('buffer', byteTypes, tagbuf);
  const tag = Buffer.from(typeof tagbuf === 'string' ? Buffer.from(tagbuf, encoding) : tagbuf.buffer || tagbuf, tagbuf.byteOffset, tagbuf.byteLength);
  if (!life.info.authenticates || life.tagged || life.finalized) throw invalidState('setAuthTag');
  const good = life.info.mode === 'gcm' && lives.get(this).anyTag ? [4, 8, 12, 13, 14, 15, 16].includes(tag.length) : tag.length === life.tagLength;
  if (!good) throw invalidTag(`Invalid authentication tag length: ${tag.length}`);
  life.tagged = true;
  native.cipherSetTag(nativeOf(this), tag);
  return this;
}

function addMethods(Class, decrypt) {
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
  for (const name of Object.keys(methods)) Class.prototype[name] = methods[name];
  if (decrypt) Class.prototype.setAuthTag = setAuthTag;
  else Class.prototype.getAuthTag = getAuthTag;
}

function Cipheriv(cipher, key, iv, options) {
  if (!(this instanceof Cipheriv)) return new Cipheriv(cipher, key, iv, options);
  start(this, cipher, key, iv, options, false);
}

function Decipheriv(cipher, key, iv, options) {
  if (!(this instanceof Decipheriv)) return new Decipheriv(cipher, key, iv, options);
  start(this, cipher, key, iv, options, true);
  lives.get(this).anyTag = options?.authTagLength === undefined;
}

// Key and IV are hashes of the password. (EVP_BytesToKey, without salt)
function startWithPassword(self, cipher, password, options, decrypt) {
  validateString(cipher, 'cipher');
  const bytes = bytesOf(password, 'password');
  const info = infoOf(cipher);
  const made = Buffer.from(native.passwordKey(cipher, bytes));
  begin(self, cipher, info, made.subarray(0, info.keyLength), made.subarray(info.keyLength), options, decrypt, tagLengthOf(cipher, info, options)());
}

function Cipher(cipher, password, options) {
  if (!(this instanceof Cipher)) return new Cipher(cipher, password, options);
  startWithPassword(this, cipher, password, options, false);
}

function Decipher(cipher, password, options) {
  if (!(this instanceof Decipher)) return new Decipher(cipher, password, options);
  startWithPassword(this, cipher, password, options, true);
  lives.get(this).anyTag = options?.authTagLength === undefined;
}

addMethods(Cipheriv, false);
addMethods(Cipher, false);
addMethods(Decipheriv, true);
addMethods(Decipher, true);

function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  const { validateInt32 } = require('internal/validators');
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  let keyLength;
  let ivLength;
  if (options !== undefined) {
    validateObject(options, 'options');
    ({ keyLength, ivLength } = options);
    if (keyLength !== undefined) validateInt32(keyLength, 'options.keyLength');
    if (ivLength !== undefined) validateInt32(ivLength, 'options.ivLength');
  }
  const info = native.cipherInfo(nameOrNid);
  if (info === undefined) return undefined;
  if (keyLength !== undefined && keyLength !== info.keyLength) return undefined;
  const shown = { mode: info.mode, name: info.name, nid: info.nid };
  if (info.mode !== 'stream') shown.blockSize = info.blockSize;
  if (ivLength !== undefined) {
    if (info.ivLength === 0 || !native.validIV(info.name, ivLength)) return undefined;
    shown.ivLength = ivLength;
  } else if (info.ivLength !== 0) {
    shown.ivLength = info.ivLength;
  }
  shown.keyLength = info.keyLength;
  return shown;
}

module.exports = { Cipher, Cipheriv, Decipher, Decipheriv, getCipherInfo };
