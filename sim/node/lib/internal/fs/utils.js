'use strict';

// What the forms of fs share: checks of arguments, Stats, Dirent, errors, and
// the two ways of calling the file system (binding_fs.go).

const native = binding('fs');
const { bytesOf } = require('internal/bytes');
const { AbortError, codes, setStackHeader, uvException } = require('internal/errors');
const validators = require('internal/validators');

const constants = Object.freeze(Object.assign(Object.create(null), {
  UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2,
  UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1, UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4,
  UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6, UV_DIRENT_BLOCK: 7,
  EXTENSIONLESS_FORMAT_JAVASCRIPT: 0, EXTENSIONLESS_FORMAT_WASM: 1,
  S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960,
  S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024,
  O_DIRECTORY: 65536, O_NOATIME: 262144, O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096, O_DIRECT: 16384,
  O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16,
  S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
  UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2,
  UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
}));
const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY } = constants;

/** An error of the file system. where is {syscall, path, dest}; of writeSync the code is set after the rest. */
function failure(code, where) {
  const error = uvException({ code, ...where });
  if (where.codeLast) {
    delete error.code;
    error.code = code;
  }
  return error;
}

/** Calls the file system on this thread; throws what fails. */
function sync(operation, where, ...args) {
  return native.sync(operation, (code) => { throw failure(code, where); }, ...args);
}

/** Calls the file system on the pool; callback(error) or callback(null, result). */
function async(operation, where, callback, ...args) { request(native.async, operation, where, callback, args); }

function request(begin, operation, where, callback, args) {
  begin(operation, (code, result) => {
    if (code === undefined) return callback(null, result);
    const error = failure(code, where);
    // It comes from the loop, so there is no call to show.
    Object.defineProperty(error, 'stack', {
      value: `Error: ${error.message}`, writable: true, configurable: true, enumerable: false,
    });
    callback(error);
  }, ...args);
}

/** Gives an error that came from the pool the stack of where it is thrown again, and rejects with it. */
function fromHere(error) {
  Error.captureStackTrace(error, fromHere);
  return Promise.reject(error);
}

/** What f gives, or undefined if what it looks for is not there. */
function ifThere(f) {
  try {
    return f();
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** As async, as a promise. */
function promised(operation, where, ...args) {
  return new Promise((resolve, reject) => {
    request(native.promised, operation, where, (error, result) => (error ? reject(error) : resolve(result)), args);
  });
}

function isURL(value) {
  return value != null && typeof value === 'object' && value.href && value.protocol && value.auth === undefined && value.path === undefined;
}
const fromURL = (value) => (isURL(value) ? require('url').fileURLToPath(value) : value);

/** A path as text, of a string, a Buffer or a file: URL. */
function getPath(value, name = 'path') {
  value = fromURL(value);
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
  }
  const text = typeof value === 'string' ? value : Buffer.from(value).toString();
  if (text.includes('\u0000')) {
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string, Uint8Array, or URL without null bytes');
  }
  return text;
}

/** The absolute form of a path. */
function absolute(path) {
  if (path === '' || path[0] === '/') return path;
  const cwd = process.cwd();
  return cwd === '/' ? `/${path}` : `${cwd}/${path}`;
}

const flagNames = {
  'r': O_RDONLY, 'rs': O_RDONLY | O_SYNC, 'sr': O_RDONLY | O_SYNC, 'r+': O_RDWR, 'rs+': O_RDWR | O_SYNC, 'sr+': O_RDWR | O_SYNC,
  'w': O_TRUNC | O_CREAT | O_WRONLY, 'wx': O_TRUNC | O_CREAT | O_WRONLY | O_EXCL, 'xw': O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  'w+': O_TRUNC | O_CREAT | O_RDWR, 'wx+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL, 'xw+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  'a': O_APPEND | O_CREAT | O_WRONLY, 'ax': O_APPEND | O_CREAT | O_WRONLY | O_EXCL, 'xa': O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  'as': O_APPEND | O_CREAT | O_WRONLY | O_SYNC, 'sa': O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  'a+': O_APPEND | O_CREAT | O_RDWR, 'ax+': O_APPEND | O_CREAT | O_RDWR | O_EXCL, 'xa+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'as+': O_APPEND | O_CREAT | O_RDWR | O_SYNC, 'sa+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};

function getFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validators.validateInt32(flags, name);
    return flags;
  }
  if (flags == null) return O_RDONLY;
  if (typeof flags !== 'string' || !Object.hasOwn(flagNames, flags)) throw new codes.ERR_INVALID_ARG_VALUE('flags', flags);
  return flagNames[flags];
}

function assertEncoding(encoding) {
  if (encoding && !Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

/** Options, which may be an encoding alone; defaults fill what is missing. */
/** An object with all that another has, of its prototypes too. */
function copyObject(source) {
  const copy = {};
  for (const key in source) copy[key] = source[key];
  return copy;
}

function getOptions(options, defaults = {}) {
  if (options == null || typeof options === 'function') return defaults;
  if (typeof options === 'string') {
    options = { ...defaults, encoding: options };
  } else if (typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  }
  if (options.encoding !== 'buffer') assertEncoding(options.encoding);
  if (options.signal !== undefined) validators.validateAbortSignal(options.signal, 'options.signal');
  return options;
}

function getFd(fd) {
  if (Object.is(fd, -0)) return 0;
  validators.validateInt32(fd, 'fd', 0, 2147483647);
  return fd;
}

function makeCallback(callback) {
  validators.validateFunction(callback, 'cb');
  return callback;
}

/** The mode of access and copyFile. */
function checkMode(mode) {
  if (mode == null) return 0;
  if (typeof mode !== 'number') {
    throw coded(new TypeError('mode must be int32 or null/undefined'), 'ERR_INVALID_ARG_TYPE');
  }
  if (mode < 0 || mode > 7) throw coded(new RangeError('mode is out of range: >= 0 && <= 7'), 'ERR_OUT_OF_RANGE');
  return Math.trunc(mode);
}
function coded(error, code) {
  error.code = code;
  return error;
}

/** An error of several causes: words, and what the system said. */
function systemError(code, words, info) {
  const { code: name, message, syscall, path, dest } = info;
  const to = dest === undefined ? '' : ` => ${dest}`;
  const error = new Error(`${words}: ${syscall} returned ${name} (${message})${path === undefined ? '' : ` ${path}`}${to}`);
  Object.defineProperty(error, 'name', { value: 'SystemError', writable: true, configurable: true, enumerable: false });
  setStackHeader(error, `SystemError [${code}]: ${error.message}`);
  error.code = code;
  Object.defineProperty(error, 'info', { value: info, enumerable: true, configurable: true });
  for (const key of ['errno', 'syscall', 'path', 'dest']) {
    if (info[key] === undefined) continue;
    Object.defineProperty(error, key, {
      get: () => info[key], set(value) { info[key] = value; }, enumerable: true, configurable: true,
    });
  }
  return error;
}

function abortError(signal) { return new AbortError(undefined, { cause: signal.reason }); }

/** A time for utimes in seconds. */
function toUnixTimestamp(time, name = 'time') {
  if (typeof time === 'string' && +time == time) return +time;
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date) return time.getTime() / 1000;
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

/** A result that is a name, in the encoding that was asked for. */
function encodeName(name, options) {
  const encoding = options && options.encoding;
  if (encoding === 'buffer') return Buffer.from(name);
  return !encoding || encoding === 'utf8' || encoding === 'utf-8' ? name : Buffer.from(name).toString(encoding);
}

// --- Stats ---

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
}
const kinds = {
  isDirectory: constants.S_IFDIR, isFile: constants.S_IFREG, isBlockDevice: constants.S_IFBLK,
  isCharacterDevice: constants.S_IFCHR, isSymbolicLink: constants.S_IFLNK, isFIFO: constants.S_IFIFO, isSocket: constants.S_IFSOCK,
};
for (const name of Object.keys(kinds)) {
  StatsBase.prototype[name] = { [name]() { return this._checkModeProperty(kinds[name]); } }[name];
}

const toDate = (ms) => new Date(Math.round(Number(ms)));

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
  this.atime = toDate(atimeMs);
  this.mtime = toDate(mtimeMs);
  this.ctime = toDate(ctimeMs);
  this.birthtime = toDate(birthtimeMs);
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);
Stats.prototype.isFile = StatsBase.prototype.isFile;
Stats.prototype._checkModeProperty = function (kind) { return (this.mode & constants.S_IFMT) === kind; };

const times = ['atime', 'mtime', 'ctime', 'birthtime'];

function BigIntStats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, ...ns) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  times.forEach((name, i) => { this[`${name}Ms`] = ns[i] / 1000000n; });
  times.forEach((name, i) => { this[`${name}Ns`] = ns[i]; });
  times.forEach((name) => { this[name] = toDate(this[`${name}Ms`]); });
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);
BigIntStats.prototype._checkModeProperty = function (kind) { return (this.mode & BigInt(constants.S_IFMT)) === BigInt(kind); };

/** Stats of what the binding tells: ten numbers, and four times in seconds and nanoseconds. */
function makeStats(list, bigint) {
  const numbers = list.slice(0, 10);
  const all = times.map((name, i) => [list[10 + 2 * i], list[11 + 2 * i]]);
  if (bigint) return new BigIntStats(...numbers.map(BigInt), ...all.map(([s, ns]) => BigInt(s) * 1000000000n + BigInt(ns)));
  return new Stats(...numbers, ...all.map(([s, ns]) => s * 1000 + ns / 1e6));
}

// --- Dirent ---

const kType = Symbol('type');
const letters = {
  f: constants.UV_DIRENT_FILE, d: constants.UV_DIRENT_DIR, l: constants.UV_DIRENT_LINK, c: constants.UV_DIRENT_CHAR, p: constants.UV_DIRENT_FIFO, s: constants.UV_DIRENT_SOCKET,
};

class Dirent {
  constructor(name, type, path, filepath = path) {
    this.name = name;
    this.parentPath = path;
    this.path = filepath;
    this[kType] = type;
  }
  isDirectory() { return this[kType] === constants.UV_DIRENT_DIR; }
  isFile() { return this[kType] === constants.UV_DIRENT_FILE; }
  isBlockDevice() { return this[kType] === constants.UV_DIRENT_BLOCK; }
  isCharacterDevice() { return this[kType] === constants.UV_DIRENT_CHAR; }
  isSymbolicLink() { return this[kType] === constants.UV_DIRENT_LINK; }
  isFIFO() { return this[kType] === constants.UV_DIRENT_FIFO; }
  isSocket() { return this[kType] === constants.UV_DIRENT_SOCKET; }
}

/** Names and kinds in turn, as the binding lists them, as pairs. */
function pairs(list) {
  const result = [];
  for (let i = 0; i < list.length; i += 2) result.push([list[i], letters[list[i + 1]]]);
  return result;
}

function makeDirent(pair, path, options) { return new Dirent(encodeName(pair[0], options), pair[1], path); }

/** Whether a walk through all that is below a directory goes on below this entry: links are followed only for bare names. */
function isBranch(path, pair, options) {
  if (pair[1] === constants.UV_DIRENT_DIR) return true;
  if (pair[1] !== constants.UV_DIRENT_LINK || options.withFileTypes) return false;
  try {
    return makeStats(sync('stat', { syscall: 'stat', path }, absolute(path))).isDirectory();
  } catch {
    return false;
  }
}

/** What readdir gives for a directory's pairs. */
function entriesOf(list, path, options) {
  return pairs(list).map((pair) => (options.withFileTypes ? makeDirent(pair, path, options) : encodeName(pair[0], options)));
}

// --- arguments of read and write ---

/** How much is read and written at once. */
const sizes = { largest: 2 ** 31 - 1, pieceOfKnown: 512 * 1024, pieceOfUnknown: 64 * 1024 };

function validateOffsetLengthRead(offset, length, size) {
  if (offset < 0) throw new codes.ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new codes.ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > size) throw new codes.ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
}

function validateOffsetLengthWrite(offset, length, size) {
  if (offset > size) throw new codes.ERR_OUT_OF_RANGE('offset', `<= ${size}`, offset);
  if (length > size - offset) throw new codes.ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
  if (length < 0) throw new codes.ERR_OUT_OF_RANGE('length', '>= 0', length);
  validators.validateInt32(length, 'length', 0);
}

function validatePosition(position, name) {
  if (typeof position === 'number') {
    validators.validateInteger(position, name, -1);
  } else if (typeof position === 'bigint') {
    const most = 2n ** 63n;
    if (position < -most || position >= most) throw new codes.ERR_OUT_OF_RANGE(name, `>= ${-most} && <= ${most - 1n}`, position);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['integer', 'bigint'], position);
  }
}

function validateBufferArray(buffers) {
  if (!Array.isArray(buffers) || !buffers.every((buffer) => ArrayBuffer.isView(buffer))) {
    throw new codes.ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
}

/** What is no bytes must be text. */
function validateText(data, name) {
  if (typeof data !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

const sizeOf = (buffers) => buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
/** Several buffers as one. */
const gather = (buffers) => Buffer.concat(buffers.map(bytesOf));
/** Puts what was read into several buffers, in turn. */
function scatter(from, count, buffers) {
  let at = 0;
  for (const buffer of buffers) {
    const part = from.subarray(at, Math.min(at + buffer.byteLength, count));
    bytesOf(buffer).set(part);
    at += part.length;
  }
}

module.exports = {
  native, constants, sizes, sync, async, promised, failure, fromHere, fromURL, getPath, copyObject, absolute, getFlags, getOptions, assertEncoding,
  getFd, makeCallback, checkMode, systemError, abortError, toUnixTimestamp, encodeName, Stats, BigIntStats, makeStats, Dirent, pairs,
  makeDirent, entriesOf, validateOffsetLengthRead, validateOffsetLengthWrite, validatePosition, validateBufferArray, validateText,
  isBranch, sizeOf, gather, scatter, ifThere, kType,
};
