'use strict';

// zlib: compressing and decompressing, at once, on the pool, or as streams.

const native = binding('zlib');
const { Transform, finished } = require('stream');
const { codes: errorCodes } = require('internal/errors');
const { ERR_BROTLI_INVALID_PARAM, ERR_BUFFER_TOO_LARGE, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = errorCodes;
const { validateFiniteNumber, validateFunction } = require('internal/validators');

const constants = Object.assign(Object.create(null), {
  Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1,
  Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6,
  Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2,
  Z_RLE: 3, Z_FIXED: 4, Z_DEFAULT_STRATEGY: 0, ZLIB_VERNUM: 4880, DEFLATE: 1, INFLATE: 2, GZIP: 3, GUNZIP: 4, DEFLATERAW: 5,
  INFLATERAW: 6, UNZIP: 7, BROTLI_DECODE: 8, BROTLI_ENCODE: 9, Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15, Z_DEFAULT_WINDOWBITS: 15,
  Z_MIN_CHUNK: 64, Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384, Z_MIN_MEMLEVEL: 1, Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8,
  Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1, BROTLI_OPERATION_PROCESS: 0, BROTLI_OPERATION_FLUSH: 1,
  BROTLI_OPERATION_FINISH: 2, BROTLI_OPERATION_EMIT_METADATA: 3, BROTLI_PARAM_MODE: 0, BROTLI_MODE_GENERIC: 0, BROTLI_MODE_TEXT: 1,
  BROTLI_MODE_FONT: 2, BROTLI_DEFAULT_MODE: 0, BROTLI_PARAM_QUALITY: 1, BROTLI_MIN_QUALITY: 0, BROTLI_MAX_QUALITY: 11,
  BROTLI_DEFAULT_QUALITY: 11, BROTLI_PARAM_LGWIN: 2, BROTLI_MIN_WINDOW_BITS: 10, BROTLI_MAX_WINDOW_BITS: 24,
  BROTLI_LARGE_MAX_WINDOW_BITS: 30, BROTLI_DEFAULT_WINDOW: 22, BROTLI_PARAM_LGBLOCK: 3, BROTLI_MIN_INPUT_BLOCK_BITS: 16,
  BROTLI_MAX_INPUT_BLOCK_BITS: 24, BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING: 4, BROTLI_PARAM_SIZE_HINT: 5,
  BROTLI_PARAM_LARGE_WINDOW: 6, BROTLI_PARAM_NPOSTFIX: 7, BROTLI_PARAM_NDIRECT: 8, BROTLI_DECODER_RESULT_ERROR: 0,
  BROTLI_DECODER_RESULT_SUCCESS: 1, BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: 2, BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: 3,
  BROTLI_DECODER_PARAM_DISABLE_RING_BUFFER_REALLOCATION: 0, BROTLI_DECODER_PARAM_LARGE_WINDOW: 1, BROTLI_DECODER_NO_ERROR: 0,
  BROTLI_DECODER_SUCCESS: 1, BROTLI_DECODER_NEEDS_MORE_INPUT: 2, BROTLI_DECODER_NEEDS_MORE_OUTPUT: 3,
});
const codes = { Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4,
  Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6 };
for (const name of Object.keys(codes)) codes[codes[name]] = name;

function failure(code, message) {
  const error = new Error(message);
  error.errno = code in codes ? codes[code] : -14;
  error.code = code;
  return error;
}

// An option within bounds, or its default.
function bounded(options, name, least, most, fallback) {
  const value = options?.[name];
  if (!validateFiniteNumber(value, `options.${name}`)) return fallback;
  if (value < least || value > most) throw new ERR_OUT_OF_RANGE(`options.${name}`, most === Infinity ? `>= ${least}` : `>= ${least} and <= ${most}`, value);
  return value;
}

const kMode = Symbol('mode');
const kPending = Symbol('pending');
const largest = 4294967296;

function bytesOf(value, name = 'buffer') {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], value);
}

/** What all the stream classes share. */
class ZlibBase extends Transform {
  constructor(options, mode) {
    const chunkSize = bounded(options, 'chunkSize', constants.Z_MIN_CHUNK, Infinity, constants.Z_DEFAULT_CHUNK);
    const limit = bounded(options, 'maxOutputLength', 1, largest, largest);
    super({ autoDestroy: true, ...options });
    this[kMode] = mode;
    this[kPending] = []; // what is not worked on yet
    this.bytesWritten = 0;
    this._chunkSize = chunkSize;
    this._maxOutputLength = limit;
    this._level = -1;
    this._dictionary = undefined;
  }
  get _closed() { return this.destroyed; }
  get bytesRead() { return this.bytesWritten; }
  close(callback) {
    if (callback) finished(this, callback);
    this.destroy();
  }
  reset() { this[kPending] = []; }
  _work(call, mode, input, finish, done) {
    call(mode, input, this._level, this._maxOutputLength < largest ? this._maxOutputLength : 0, finish, this._dictionary,
      (code, result, used) => {
        if (code === undefined) return done(null, Buffer.from(result), used);
        done(code === 'ERR_BUFFER_TOO_LARGE' ? new ERR_BUFFER_TOO_LARGE(this._maxOutputLength) : failure(code, result));
      });
  }
  // Gives a result in pieces, with a trip to the pool between two.
  _give(data, done) {
    if (this.destroyed) return;
    if (data.length > 0) this.push(data.subarray(0, this._chunkSize));
    if (data.length <= this._chunkSize) return done();
    this._work(native.async, 'nothing', Buffer.alloc(0), true, () => this._give(data.subarray(this._chunkSize), done));
  }
}

/** Compressors: what was written is compressed at a flush and at the end. */
class Compressor extends ZlibBase {
  #headed = false; // a flush has given the header already
  #all = [];
  #whole(call, done) {
    const input = Buffer.concat(this[kPending]);
    const mode = this[kMode];
    if (!this.#headed) return this._work(call, mode, input, true, done);
    this._work(call, 'deflateRaw', input, true, (error, data) => {
      if (error || mode === 'deflateRaw') return done(error, data);
      this._work(native.sync, `${mode}Tail`, Buffer.concat([...this.#all, input]), true, (e, tail) => done(e, e ? null : Buffer.concat([data, tail])));
    });
  }
  _transform(chunk, encoding, callback) {
    const bytes = bytesOf(chunk);
    this[kPending].push(bytes);
    this.bytesWritten += bytes.length;
    this._work(native.async, 'nothing', Buffer.alloc(0), true, (error) => callback(error));
  }
  _flush(callback) {
    this.#whole(native.async, (error, data) => {
      if (this.destroyed) return;
      if (error) callback(error);
      else this._give(data, callback);
    });
  }
  flush(kind, callback) {
    if (typeof kind === 'function') callback = kind;
    if (this.writableFinished) {
      if (callback) process.nextTick(callback);
      return;
    }
    if (this.writableLength > 0 || this.writableNeedDrain) {
      // What was written before comes first.
      this.write(Buffer.alloc(0), () => this.flush(kind, callback));
      return;
    }
    if (this[kMode] === 'brotliCompress') {
      if (callback) process.nextTick(callback);
      return;
    }
    const input = Buffer.concat(this[kPending]);
    this[kPending] = [];
    this.#all.push(input);
    this._work(native.async, 'deflateRaw', input, false, (error, data) => {
      if (error) return this.destroy(error);
      if (!this.#headed && this[kMode] !== 'deflateRaw') {
        this._work(native.sync, `${this[kMode]}Head`, Buffer.alloc(0), true, (e, head) => { data = Buffer.concat([head, data]); });
      }
      this.#headed = true;
      this._give(data, () => { if (callback) callback(); });
    });
  }
  params(level, strategy, callback) {
    this.flush(constants.Z_SYNC_FLUSH, () => {
      this._level = level;
      if (callback) callback();
    });
  }
  processSync(input) {
    this[kPending] = [input];
    let result;
    this.#whole(native.sync, (error, data) => {
      if (error) throw error;
      result = data;
    });
    this.bytesWritten = input.length;
    return result;
  }
}

// Up to so many bytes a decompressor tries again with each chunk.
const always = 128 * 1024;

/** Decompressors: later they try again when there is twice as much as the last time. */
class Decompressor extends ZlibBase {
  #given = 0;
  #size = 0;
  #tried = 0;
  #over = false;
  #try(call, last, callback) {
    const input = Buffer.concat(this[kPending]);
    this[kPending] = [input];
    this.#tried = input.length;
    this._work(call, this[kMode], input, last, (error, data, used) => {
      if (this.destroyed) return;
      if (error) return callback(error);
      if (used >= 0) {
        this.#over = true;
        this.bytesWritten = used;
      }
      const fresh = data.subarray(this.#given);
      this.#given = data.length;
      if (last && used < 0 && this._finishFlush === constants.Z_FINISH) return callback(failure('Z_BUF_ERROR', 'unexpected end of file'));
      this._give(fresh, callback);
    });
  }
  _transform(chunk, encoding, callback) {
    const bytes = bytesOf(chunk);
    if (!this.#over) {
      this[kPending].push(bytes);
      this.#size += bytes.length;
      this.bytesWritten += bytes.length;
      if (this.#size <= always || this.#size >= 2 * this.#tried) return this.#try(native.async, false, callback);
    }
    this._work(native.async, 'nothing', Buffer.alloc(0), true, (error) => callback(error));
  }
  _flush(callback) {
    // An empty input is not an error of a stream.
    if (this.#over || this.#size === 0) callback();
    else this.#try(native.async, true, callback);
  }
  flush(kind, callback) {
    if (typeof kind === 'function') callback = kind;
    if (callback) process.nextTick(callback);
  }
  processSync(input) {
    let result;
    this._work(native.sync, this[kMode], input, true, (error, data, used) => {
      if (error) throw error;
      if (used < 0 && this._finishFlush === constants.Z_FINISH) throw failure('Z_BUF_ERROR', 'unexpected end of file');
      if (used >= 0) this.bytesWritten = used;
      result = data;
    });
    return result;
  }
}

const kinds = {
  Deflate: ['deflate', Compressor], Inflate: ['inflate', Decompressor], Gzip: ['gzip', Compressor], Gunzip: ['gunzip', Decompressor],
  DeflateRaw: ['deflateRaw', Compressor], InflateRaw: ['inflateRaw', Decompressor], Unzip: ['unzip', Decompressor],
  BrotliCompress: ['brotliCompress', Compressor], BrotliDecompress: ['brotliDecompress', Decompressor],
};

function setUp(stream, mode, options) {
  const brotli = mode.startsWith('brotli');
  const finish = brotli ? constants.BROTLI_OPERATION_FINISH : constants.Z_FINISH;
  bounded(options, 'flush', 0, brotli ? 3 : 5, 0);
  const finishFlush = bounded(options, 'finishFlush', 0, brotli ? 3 : 5, finish);
  stream._finishFlush = finishFlush === finish ? constants.Z_FINISH : finishFlush;
  if (brotli) {
    const params = options?.params;
    for (const key of Object.keys(params || {})) {
      if (Number.isNaN(+key) || key < 0 || key > 9) throw new ERR_BROTLI_INVALID_PARAM(key);
      if (typeof params[key] !== 'number' && typeof params[key] !== 'boolean') {
        throw new ERR_INVALID_ARG_TYPE('options.params[key]', 'number', params[key]);
      }
    }
    stream._level = params?.[constants.BROTLI_PARAM_QUALITY] ?? constants.BROTLI_DEFAULT_QUALITY;
    return;
  }
  bounded(options, 'windowBits', mode === 'gzip' || mode === 'deflateRaw' ? 9 : 8, 15, 15);
  stream._level = bounded(options, 'level', -1, 9, -1);
  bounded(options, 'memLevel', 1, 9, 8);
  stream._strategy = bounded(options, 'strategy', 0, 4, 0);
  if (options?.dictionary !== undefined) {
    if (!ArrayBuffer.isView(options.dictionary) && !(options.dictionary instanceof ArrayBuffer)) {
      throw new ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], options.dictionary);
    }
    stream._dictionary = bytesOf(options.dictionary);
  }
}

const classes = {};
const functions = {};
const creators = {};
for (const [name, [mode, Base]] of Object.entries(kinds)) {
  // Callable without new, as programs do.
  const Class = function (options) {
    const stream = Reflect.construct(Base, [options, mode], new.target || Class);
    setUp(stream, mode, options);
    return stream;
  };
  Object.defineProperty(Class, 'name', { value: name });
  Object.setPrototypeOf(Class, Base);
  Class.prototype = Object.create(Base.prototype, { constructor: { value: Class, writable: true, configurable: true } });
  classes[name] = Class;
  const lower = name[0].toLowerCase() + name.slice(1);
  functions[lower] = { [lower](buffer, options, callback) {
    if (typeof options === 'function') {
      callback = options;
      options = {};
    }
    validateFunction(callback, 'callback');
    const bytes = bytesOf(buffer);
    const stream = new Class(options);
    const info = options?.info;
    stream._work(native.async, mode, bytes, true, (error, data, used) => {
      if (!error && Base === Decompressor && used < 0 && stream._finishFlush === constants.Z_FINISH) {
        error = failure('Z_BUF_ERROR', 'unexpected end of file');
      }
      if (error) {
        Object.defineProperty(error, 'stack', { value: `Error: ${error.message}`, writable: true, configurable: true, enumerable: false });
        return callback(error);
      }
      callback(null, info ? { buffer: data, engine: stream } : data);
    });
  } }[lower];
  const syncName = `${lower}Sync`;
  functions[syncName] = { [syncName](buffer, options) {
    const bytes = bytesOf(buffer);
    const stream = new Class(options);
    const data = stream.processSync(bytes);
    return options?.info ? { buffer: data, engine: stream } : data;
  } }[syncName];
  const create = `create${name}`;
  creators[create] = { [create](options) { return new Class(options); } }[create];
}

/** The checksum of gzip, of a string or bytes. */
function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  require('internal/validators').validateUint32(value, 'value');
  return native.crc32(data, value);
}

module.exports = { crc32, ...classes, ...functions, ...creators };
for (const [name, value] of [['constants', Object.freeze(constants)], ['codes', Object.freeze(codes)]]) {
  Object.defineProperty(module.exports, name, { value, enumerable: true, writable: false, configurable: false });
}
for (const name of Object.keys(constants)) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(module.exports, name, { value: constants[name], enumerable: false });
}
