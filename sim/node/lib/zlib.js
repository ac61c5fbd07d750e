'use strict';

// zlib: compressing and decompressing, at once, on the pool, or as streams. The
// codecs are Go's; a stream hands them its chunks, each a trip to the pool, and
// takes what they give in pieces of its chunk size.

const native = binding('zlib');
const { Transform, finished } = require('stream');
const { codes: errorCodes } = require('internal/errors');
const { ERR_BROTLI_INVALID_PARAM, ERR_BUFFER_TOO_LARGE, ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = errorCodes;
const { checkRangesOrGetDefault, validateFiniteNumber, validateFunction, validateUint32 } = require('internal/validators');
const constants = require('internal/zlib_constants');
const { kMaxLength } = require('buffer');

const {
  Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_MIN_CHUNK, Z_DEFAULT_CHUNK, Z_DEFAULT_STRATEGY,
  Z_FIXED, Z_MIN_LEVEL, Z_MAX_LEVEL, DEFLATE, INFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP, BROTLI_DECODE, BROTLI_ENCODE,
  BROTLI_OPERATION_PROCESS, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_EMIT_METADATA,
} = constants;

const codes = {};
for (const name of ['Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR',
  'Z_VERSION_ERROR']) {
  codes[name] = constants[name];
}
for (const name of Object.keys(codes)) codes[codes[name]] = name;

const kFlush = Symbol('kFlushFlag'); // of an empty chunk that stands for a flush
const kError = Symbol('kError');

function failure([message, errno, code]) {
  const error = new Error(message);
  error.errno = errno;
  error.code = code;
  return error;
}

// A result is [room left in the output, input left], or a failure.
const isFailure = (result) => result.length === 3;

// --- what all the streams share ---

function ZlibBase(opts, mode, handle, { flush, finishFlush, fullFlush }) {
  let chunkSize = Z_DEFAULT_CHUNK;
  let maxOutputLength = kMaxLength;
  if (opts) {
    const most = mode === BROTLI_ENCODE || mode === BROTLI_DECODE ? BROTLI_OPERATION_EMIT_METADATA : Z_BLOCK;
    if (validateFiniteNumber(opts.chunkSize, 'options.chunkSize')) {
      chunkSize = opts.chunkSize;
      if (chunkSize < Z_MIN_CHUNK) throw new ERR_OUT_OF_RANGE('options.chunkSize', `>= ${Z_MIN_CHUNK}`, chunkSize);
    }
    flush = checkRangesOrGetDefault(opts.flush, 'options.flush', 0, most, flush);
    finishFlush = checkRangesOrGetDefault(opts.finishFlush, 'options.finishFlush', 0, most, finishFlush);
    maxOutputLength = checkRangesOrGetDefault(opts.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength);
    if (opts.encoding || opts.objectMode || opts.writableObjectMode) {
      opts = { ...opts, encoding: null, objectMode: false, writableObjectMode: false };
    }
  }
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...opts }]);
  this[kError] = null;
  this.bytesWritten = 0;
  this._handle = handle;
  this._outBuffer = Buffer.allocUnsafe(chunkSize);
  this._outOffset = 0;
  this._chunkSize = chunkSize;
  this._defaultFlushFlag = flush;
  this._finishFlushFlag = finishFlush;
  this._defaultFullFlushFlag = fullFlush;
  this._info = opts && opts.info;
  this._maxOutputLength = maxOutputLength;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', { configurable: true, enumerable: true, get() { return !this._handle; } });

const { deprecate } = require('util');
Object.defineProperty(ZlibBase.prototype, 'bytesRead', {
  configurable: true,
  enumerable: true,
  get: deprecate(function () {
    return this.bytesWritten;
  }, 'zlib.bytesRead is deprecated and will change its meaning in the future. Use zlib.bytesWritten instead.', 'DEP0108'),
  set: deprecate(function (value) {
    this.bytesWritten = value;
  }, 'Setting zlib.bytesRead is deprecated. This feature will be removed in the future.', 'DEP0108'),
});

ZlibBase.prototype.reset = function () {
  if (!this._handle) throw new ERR_INTERNAL_ASSERTION('zlib binding closed');
  const result = native.reset(this._handle);
  if (result) fail(this, result);
};

ZlibBase.prototype._flush = function (callback) { this._transform(Buffer.alloc(0), '', callback); };
// The end comes with the flush.
ZlibBase.prototype._final = function (callback) { callback(); };

const byStrength = [Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH];
const stronger = (a, b) => (byStrength.indexOf(a) > byStrength.indexOf(b) ? a : b);
const flushChunks = byStrength.reduce((chunks, flush) => {
  chunks[flush] = Buffer.from(new ArrayBuffer(0));
  chunks[flush][kFlush] = flush;
  return chunks;
}, []);

ZlibBase.prototype.flush = function (kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(flushChunks[kind], '', callback);
  }
};

ZlibBase.prototype.close = function (callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

ZlibBase.prototype._destroy = function (error, callback) {
  this._handle = null;
  callback(error);
};

ZlibBase.prototype._transform = function (chunk, encoding, cb) {
  let flush = typeof chunk[kFlush] === 'number' ? chunk[kFlush] : this._defaultFlushFlag;
  if (this.writableEnded && this.writableLength === chunk.byteLength) flush = stronger(flush, this._finishFlushFlag);
  processChunk(this, chunk, flush, cb);
};

ZlibBase.prototype._processChunk = function (chunk, flush, cb) {
  if (typeof cb !== 'function') return processChunkSync(this, chunk, flush);
  return processChunk(this, chunk, flush, cb);
};

function fail(stream, result) {
  const error = failure(result);
  stream.destroy(error);
  stream[kError] = error;
}

// A new piece of output, when the last one is full.
function renewOutput(stream, room) {
  if (room !== 0 && stream._outOffset < stream._chunkSize) return;
  stream._outOffset = 0;
  stream._outBuffer = Buffer.allocUnsafe(stream._chunkSize);
}

function processChunkSync(stream, chunk, flush) {
  const pieces = [];
  let from = 0;
  let total = 0;
  for (;;) {
    const left = chunk.byteLength - from;
    const room = stream._chunkSize - stream._outOffset;
    const result = native.writeSync(stream._handle, flush, chunk, from, left, stream._outBuffer, stream._outOffset, room);
    if (isFailure(result)) {
      stream.on('error', () => {});
      fail(stream, result);
      throw stream[kError];
    }
    const [roomAfter, leftAfter] = result;
    from += left - leftAfter;
    const have = room - roomAfter;
    if (have > 0) {
      pieces.push(stream._outBuffer.slice(stream._outOffset, stream._outOffset + have));
      stream._outOffset += have;
      total += have;
      if (total > stream._maxOutputLength) {
        stream._handle = null;
        throw new ERR_BUFFER_TOO_LARGE(stream._maxOutputLength);
      }
    }
    renewOutput(stream, roomAfter);
    if (roomAfter !== 0) break;
  }
  stream.bytesWritten = from;
  stream._handle = null;
  if (total === 0) return Buffer.alloc(0);
  return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, total);
}

// Hands a chunk to the codec until it is used up and the output is not full.
function processChunk(stream, chunk, flush, cb) {
  const handle = stream._handle;
  if (!handle) {
    process.nextTick(cb);
    return;
  }
  let from = 0;
  const write = () => {
    const left = chunk.byteLength - from;
    const room = stream._chunkSize - stream._outOffset;
    native.write(handle, flush, chunk, from, left, stream._outBuffer, stream._outOffset, room, (result) => {
      if (isFailure(result)) fail(stream, result);
      else processed(result[0], result[1], room, left);
    });
  };
  const processed = (roomAfter, leftAfter, room, left) => {
    if (stream.destroyed) {
      cb();
      return;
    }
    stream.bytesWritten += left - leftAfter;
    const have = room - roomAfter;
    let isFull = false;
    if (have > 0) {
      const piece = stream._outBuffer.slice(stream._outOffset, stream._outOffset + have);
      stream._outOffset += have;
      isFull = !stream.push(piece);
    }
    if (stream.destroyed) {
      cb();
      return;
    }
    renewOutput(stream, roomAfter);
    if (roomAfter === 0) {
      from += left - leftAfter;
      if (isFull) writeWhenRead();
      else write();
      return;
    }
    // The codec wants no more: the compressed data has ended before the stream.
    if (leftAfter > 0) stream.push(null);
    cb();
  };
  const writeWhenRead = () => {
    const read = stream._read;
    stream._read = (n) => {
      stream._read = read;
      write();
      stream._read(n);
    };
  };
  write();
}

// --- the streams of zlib ---

const zlibFlushes = { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH };

function bytesOfDictionary(dictionary) {
  if (dictionary === undefined || ArrayBuffer.isView(dictionary)) return dictionary;
  if (dictionary instanceof ArrayBuffer) return Buffer.from(dictionary);
  throw new ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary);
}

function Zlib(opts, mode) {
  let windowBits = constants.Z_DEFAULT_WINDOWBITS;
  let level = constants.Z_DEFAULT_COMPRESSION;
  let memLevel = constants.Z_DEFAULT_MEMLEVEL;
  let strategy = Z_DEFAULT_STRATEGY;
  let dictionary;
  if (opts) {
    const byHeader = mode === INFLATE || mode === GUNZIP || mode === UNZIP;
    if ((opts.windowBits == null || opts.windowBits === 0) && byHeader) {
      windowBits = 0;
    } else {
      const least = constants.Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0);
      windowBits = checkRangesOrGetDefault(opts.windowBits, 'options.windowBits', least, constants.Z_MAX_WINDOWBITS, windowBits);
    }
    level = checkRangesOrGetDefault(opts.level, 'options.level', Z_MIN_LEVEL, Z_MAX_LEVEL, level);
    memLevel = checkRangesOrGetDefault(opts.memLevel, 'options.memLevel', constants.Z_MIN_MEMLEVEL, constants.Z_MAX_MEMLEVEL, memLevel);
    strategy = checkRangesOrGetDefault(opts.strategy, 'options.strategy', Z_DEFAULT_STRATEGY, Z_FIXED, strategy);
    dictionary = bytesOfDictionary(opts.dictionary);
  }
  const handle = native.open(mode, windowBits, level, memLevel, strategy, dictionary);
  Reflect.apply(ZlibBase, this, [opts, mode, handle, zlibFlushes]);
  this._level = level;
  this._strategy = strategy;
}
Object.setPrototypeOf(Zlib.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Zlib, ZlibBase);

/** Changes level and strategy, after what was written before. */
Zlib.prototype.params = function params(level, strategy, callback) {
  checkRangesOrGetDefault(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  checkRangesOrGetDefault(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  if (this._level === level && this._strategy === strategy) {
    process.nextTick(callback);
    return;
  }
  this.flush(Z_SYNC_FLUSH, () => {
    if (!this._handle) throw new ERR_INTERNAL_ASSERTION('zlib binding closed');
    const result = native.params(this._handle, level, strategy);
    if (result) fail(this, result);
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    if (callback) callback();
  });
};

// --- the streams of Brotli ---

const brotliFlushes = { flush: BROTLI_OPERATION_PROCESS, finishFlush: BROTLI_OPERATION_FINISH, fullFlush: BROTLI_OPERATION_FLUSH };
const largestParam = Math.max(...Object.keys(constants).filter((name) => name.startsWith('BROTLI_PARAM_')).map((name) => constants[name]));

function Brotli(opts, mode) {
  const params = {};
  for (const name of Object.keys(opts?.params ?? {})) {
    const key = +name;
    if (Number.isNaN(key) || key < 0 || key > largestParam || key in params) throw new ERR_BROTLI_INVALID_PARAM(name);
    const value = opts.params[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
    }
    params[key] = value;
  }
  const literal = params[constants.BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING];
  if (mode === BROTLI_ENCODE && literal !== undefined && literal !== 0 && literal !== 1 && typeof literal !== 'boolean') {
    throw new errorCodes.ERR_ZLIB_INITIALIZATION_FAILED(); // what is neither is refused by the encoder
  }
  const quality = params[constants.BROTLI_PARAM_QUALITY] ?? constants.BROTLI_DEFAULT_QUALITY;
  const windowBits = params[constants.BROTLI_PARAM_LGWIN] ?? constants.BROTLI_DEFAULT_WINDOW;
  Reflect.apply(ZlibBase, this, [opts, mode, native.openBrotli(mode, quality, windowBits), brotliFlushes]);
}
Object.setPrototypeOf(Brotli.prototype, Zlib.prototype);
Object.setPrototypeOf(Brotli, Zlib);

// --- the classes ---

function makeClass(Base, name, mode) {
  const Class = { [name]: function (opts) {
    if (mode === DEFLATERAW && opts && opts.windowBits === 8) opts.windowBits = 9;
    if (!(this instanceof Class)) return new Class(opts);
    Reflect.apply(Base, this, [opts, mode]);
  } }[name];
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
  return Class;
}
const Deflate = makeClass(Zlib, 'Deflate', DEFLATE);
const Inflate = makeClass(Zlib, 'Inflate', INFLATE);
const Gzip = makeClass(Zlib, 'Gzip', GZIP);
const Gunzip = makeClass(Zlib, 'Gunzip', GUNZIP);
const DeflateRaw = makeClass(Zlib, 'DeflateRaw', DEFLATERAW);
const InflateRaw = makeClass(Zlib, 'InflateRaw', INFLATERAW);
const Unzip = makeClass(Zlib, 'Unzip', UNZIP);
const BrotliCompress = makeClass(Brotli, 'BrotliCompress', BROTLI_ENCODE);
const BrotliDecompress = makeClass(Brotli, 'BrotliDecompress', BROTLI_DECODE);

// --- all at once ---

function whole(Class) {
  return function asyncBufferWrapper(buffer, opts, callback) {
    if (typeof opts === 'function') {
      callback = opts;
      opts = {};
    }
    collect(new Class(opts), buffer, callback);
  };
}

// Writes all into a stream, and calls back with all that it gives.
function collect(stream, buffer, callback) {
  validateFunction(callback, 'callback');
  if (ArrayBuffer.isView(buffer) && !(buffer instanceof Uint8Array)) {
    buffer = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } else if (buffer instanceof ArrayBuffer) {
    buffer = Buffer.from(buffer);
  }
  const pieces = [];
  let total = 0;
  stream.on('data', (piece) => {
    pieces.push(piece);
    total += piece.length;
    if (total <= stream._maxOutputLength) return;
    stream.close();
    stream.removeAllListeners('end');
    callback.call(stream, new ERR_BUFFER_TOO_LARGE(stream._maxOutputLength));
  });
  stream.on('error', (error) => {
    stream.removeAllListeners('end');
    callback.call(stream, error);
  });
  stream.on('end', () => {
    const all = total === 0 ? Buffer.alloc(0) : pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, total);
    stream.close();
    callback.call(stream, null, stream._info ? { buffer: all, engine: stream } : all);
  });
  stream.end(buffer);
}

function wholeSync(Class) {
  return function syncBufferWrapper(buffer, opts) {
    const stream = new Class(opts);
    if (typeof buffer === 'string' || buffer instanceof ArrayBuffer) {
      buffer = Buffer.from(buffer);
    } else if (!ArrayBuffer.isView(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], buffer);
    }
    const all = processChunkSync(stream, buffer, stream._finishFlushFlag);
    return stream._info ? { buffer: all, engine: stream } : all;
  };
}

/** The checksum of gzip, of a string or bytes. */
function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  return native.crc32(data, value);
}

module.exports = {
  crc32, Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, BrotliCompress, BrotliDecompress,
  deflate: whole(Deflate), deflateSync: wholeSync(Deflate),
  gzip: whole(Gzip), gzipSync: wholeSync(Gzip),
  deflateRaw: whole(DeflateRaw), deflateRawSync: wholeSync(DeflateRaw),
  unzip: whole(Unzip), unzipSync: wholeSync(Unzip),
  inflate: whole(Inflate), inflateSync: wholeSync(Inflate),
  gunzip: whole(Gunzip), gunzipSync: wholeSync(Gunzip),
  inflateRaw: whole(InflateRaw), inflateRawSync: wholeSync(InflateRaw),
  brotliCompress: whole(BrotliCompress), brotliCompressSync: wholeSync(BrotliCompress),
  brotliDecompress: whole(BrotliDecompress), brotliDecompressSync: wholeSync(BrotliDecompress),
};

const creators = {
  createDeflate: Deflate, createInflate: Inflate, createDeflateRaw: DeflateRaw, createInflateRaw: InflateRaw, createGzip: Gzip,
  createGunzip: Gunzip, createUnzip: Unzip, createBrotliCompress: BrotliCompress, createBrotliDecompress: BrotliDecompress,
};
for (const [name, Class] of Object.entries(creators)) {
  Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, value: function (options) { return new Class(options); } });
}
Object.defineProperty(module.exports, 'constants', { enumerable: true, value: constants });
Object.defineProperty(module.exports, 'codes', { enumerable: true, value: Object.freeze(codes) });
for (const name of Object.keys(constants)) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(module.exports, name, { value: constants[name] });
}
