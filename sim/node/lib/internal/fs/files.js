'use strict';

// Opening, reading and writing files, with callbacks and at once. A whole file
// is read and written in several trips to the pool: open, fstat, one for each
// piece, close.

const u = require('internal/fs/utils');
const {
  absolute, abortError, async, copyObject, getFd, getFlags, getOptions, getPath, makeCallback, sync, validateBufferArray,
  validateOffsetLengthRead, validateOffsetLengthWrite, validatePosition, validateText,
} = u;
const { withCallback, atOnce } = require('internal/fs/calls');
const { aggregateTwoErrors, codes, uvException } = require('internal/errors');
const { ERR_FS_FILE_TOO_LARGE, ERR_INVALID_ARG_VALUE } = codes;
const {
  kValidateObjectAllowNullable, parseFileMode, validateBoolean, validateBuffer, validateEncoding, validateFunction, validateInteger,
  validateObject,
} = require('internal/validators');

const { largest, pieceOfKnown, pieceOfUnknown } = u.sizes;
const isFd = (path) => typeof path === 'number' && path === (path | 0);

// Other functions of fs are called as programs see them, so that one that is
// replaced is replaced for all.
const fs = () => require('fs');

// --- descriptors ---

function open(path, flags, mode, callback) {
  path = getPath(path);
  if (arguments.length < 3) {
    callback = flags;
    flags = 'r';
    mode = 0o666;
  } else if (typeof mode === 'function') {
    callback = mode;
    mode = 0o666;
  } else {
    mode = parseFileMode(mode, 'mode', 0o666);
  }
  flags = getFlags(flags);
  callback = makeCallback(callback);
  async('open', { syscall: 'open', path }, callback, absolute(path), flags, mode);
}

function openSync(path, flags, mode) {
  path = getPath(path);
  return sync('open', { syscall: 'open', path }, absolute(path), getFlags(flags), parseFileMode(mode, 'mode', 0o666));
}

const throwError = (error) => { if (error != null) throw error; };

function close(fd, callback = throwError) {
  if (callback !== throwError) callback = makeCallback(callback);
  fd = getFd(fd);
  async('close', { syscall: 'close' }, (error) => callback(error), fd);
}

function closeSync(fd) { sync('close', { syscall: 'close' }, getFd(fd)); }

// --- read ---

// The arguments of a read, checked: null if there is nothing to read.
function toRead(buffer, offset, length, position) {
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length |= 0;
  if (length === 0) return null;
  if (buffer.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  validateOffsetLengthRead(offset, length, buffer.byteLength);
  if (position == null) position = -1;
  validatePosition(position, 'position');
  return [offset, length, Number(position)];
}

function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getFd(fd);
  let offset = offsetOrOptions;
  if (arguments.length <= 4) {
    let params = null;
    if (arguments.length === 4) {
      validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
      callback = length;
      params = offsetOrOptions;
    } else if (arguments.length === 3) {
      if (!ArrayBuffer.isView(buffer)) {
        params = buffer;
        ({ buffer = Buffer.alloc(16384) } = params ?? {});
      }
      callback = offsetOrOptions;
    } else {
      callback = buffer;
      buffer = Buffer.alloc(16384);
    }
    if (params !== undefined) validateObject(params, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer?.byteLength - offset, position = null } = params ?? {});
  }
  validateBuffer(buffer);
  validateFunction(callback, 'cb');
  const range = toRead(buffer, offset, length, position);
  if (range === null) return process.nextTick(() => callback(null, 0, buffer));
  async('read', { syscall: 'read' }, (error, count) => callback(error, count || 0, buffer), fd, buffer, ...range);
}

function readSync(fd, buffer, offsetOrOptions, length, position) {
  fd = getFd(fd);
  validateBuffer(buffer);
  let offset = offsetOrOptions;
  if (arguments.length <= 3 || typeof offsetOrOptions === 'object') {
    if (offsetOrOptions !== undefined) validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
  }
  const range = toRead(buffer, offset, length, position);
  return range === null ? 0 : sync('read', { syscall: 'read' }, fd, buffer, ...range);
}

const placeOf = (position) => (typeof position === 'number' ? position : -1);

function readv(fd, buffers, position, callback) {
  fd = getFd(fd);
  validateBufferArray(buffers);
  callback ||= position;
  validateFunction(callback, 'cb');
  const all = Buffer.alloc(u.sizeOf(buffers));
  async('read', { syscall: 'read' }, (error, count) => {
    if (!error) u.scatter(all, count, buffers);
    callback(error, count || 0, buffers);
  }, fd, all, 0, all.length, placeOf(position));
}

function readvSync(fd, buffers, position) {
  fd = getFd(fd);
  validateBufferArray(buffers);
  const all = Buffer.alloc(u.sizeOf(buffers));
  const count = sync('read', { syscall: 'read' }, fd, all, 0, all.length, placeOf(position));
  u.scatter(all, count, buffers);
  return count;
}

// --- write ---

// Offset, length and position of bytes that are to be written, checked.
function toWrite(buffer, offset, length, position) {
  if (typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset ?? {});
  }
  if (offset == null || typeof offset === 'function') offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  validateOffsetLengthWrite(offset, length, buffer.byteLength);
  return [offset, length, placeOf(position)];
}

function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getFd(fd);
  let offset = offsetOrOptions;
  let bytes = buffer;
  let range;
  if (ArrayBuffer.isView(buffer)) {
    callback ||= position || length || offset;
    validateFunction(callback, 'cb');
    range = toWrite(buffer, offset, length, position);
  } else {
    // write(fd, string[, position[, encoding]], callback)
    validateText(buffer, 'buffer');
    if (typeof position !== 'function') {
      if (typeof offset === 'function') {
        position = offset;
        offset = null;
      } else {
        position = length;
      }
      length = 'utf8';
    }
    validateEncoding(buffer, length);
    callback = position;
    validateFunction(callback, 'cb');
    bytes = Buffer.from(buffer, Buffer.isEncoding(length) ? length : 'utf8');
    range = [0, bytes.length, placeOf(offset)];
  }
  async('write', { syscall: 'write' }, (error, count) => callback(error, count || 0, buffer), fd, bytes, ...range);
}

function writeSync(fd, buffer, offsetOrOptions, length, position) {
  fd = getFd(fd);
  if (ArrayBuffer.isView(buffer)) {
    return sync('write', { syscall: 'write', codeLast: true }, fd, buffer, ...toWrite(buffer, offsetOrOptions, length, position));
  }
  validateText(buffer, 'buffer');
  validateEncoding(buffer, length);
  const bytes = Buffer.from(buffer, Buffer.isEncoding(length) ? length : 'utf8');
  return sync('write', { syscall: 'write', codeLast: true }, fd, bytes, 0, bytes.length, placeOf(offsetOrOptions));
}

function writev(fd, buffers, position, callback) {
  fd = getFd(fd);
  validateBufferArray(buffers);
  callback ||= position;
  validateFunction(callback, 'cb');
  if (buffers.length === 0) {
    process.nextTick(callback, null, 0, buffers);
    return;
  }
  const all = u.gather(buffers);
  async('write', { syscall: 'write' }, (error, count) => callback(error, count || 0, buffers), fd, all, 0, all.length, placeOf(position));
}

function writevSync(fd, buffers, position) {
  fd = getFd(fd);
  validateBufferArray(buffers);
  if (buffers.length === 0) return 0;
  const all = u.gather(buffers);
  return sync('write', { syscall: 'write' }, fd, all, 0, all.length, placeOf(position));
}

const kCustom = Symbol.for('nodejs.util.promisify.custom');
// As promises they give what their callbacks get, under these names.
for (const [f, names] of [[read, ['bytesRead', 'buffer']], [readv, ['bytesRead', 'buffers']],
  [write, ['bytesWritten', 'buffer']], [writev, ['bytesWritten', 'buffer']]]) {
  Object.defineProperty(f, kCustom, {
    value: (...args) => new Promise((resolve, reject) => {
      f(...args, (error, ...values) => {
        if (error) reject(error);
        else resolve({ [names[0]]: values[0], [names[1]]: values[1] });
      });
    }),
  });
}

// --- whole files ---

function isAborted(signal, callback) {
  if (!signal?.aborted) return false;
  callback(abortError(signal));
  return true;
}

// What a readFile has come to.
class Reading {
  buffers = []; // of a file whose size is not known
  buffer = null;
  at = 0;
  size = 0;
  constructor(fd, isOurs, { encoding, signal }, callback) {
    Object.assign(this, { fd, isOurs, encoding, signal, callback });
  }
  start() {
    async('fstat', { syscall: 'fstat' }, (error, list) => {
      if (error) return this.close(error);
      const stats = u.makeStats(list);
      this.size = stats.isFile() ? stats.size : 0;
      if (this.size > largest) return this.close(new ERR_FS_FILE_TOO_LARGE(this.size));
      if (this.size > 0) this.buffer = Buffer.allocUnsafeSlow(this.size);
      this.read();
    }, this.fd);
  }
  read() {
    if (this.signal?.aborted) return this.close(abortError(this.signal));
    const known = this.size > 0;
    const buffer = known ? this.buffer : Buffer.allocUnsafeSlow(pieceOfUnknown);
    const length = known ? Math.min(pieceOfKnown, this.size - this.at) : pieceOfUnknown;
    async('read', { syscall: 'read' }, (error, count) => {
      if (error) return this.close(error);
      this.at += count;
      if (!known && count > 0) this.buffers.push(buffer.subarray(0, count));
      if (count === 0 || this.at === this.size) this.close();
      else this.read();
    }, this.fd, buffer, known ? this.at : 0, length, -1);
  }
  close(error) {
    const end = (closing) => this.end(closing, error);
    if (this.isOurs) async('close', { syscall: 'close' }, end, this.fd);
    else process.nextTick(end);
  }
  end(closing, error) {
    if (closing || error) return this.callback(aggregateTwoErrors(closing, error));
    let result;
    try {
      if (this.size === 0) result = Buffer.concat(this.buffers, this.at);
      else result = this.at < this.size ? this.buffer.subarray(0, this.at) : this.buffer;
      if (this.encoding) result = result.toString(this.encoding);
    } catch (thrown) {
      return this.callback(thrown);
    }
    this.callback(null, result);
  }
}

function readFile(path, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = getOptions(options, { flag: 'r' });
  if (isFd(path)) {
    process.nextTick(() => new Reading(path, false, options, callback).start());
    return;
  }
  if (isAborted(options.signal, callback)) return;
  const flags = getFlags(options.flag, 'options.flag');
  path = getPath(path);
  async('open', { syscall: 'open', path }, (error, fd) => {
    if (error) callback(error);
    else new Reading(fd, true, options, callback).start();
  }, absolute(path), flags, 0o666);
}

function readFileSync(path, options) {
  options = getOptions(options, { flag: 'r' });
  const isUtf8 = options.encoding === 'utf8' || options.encoding === 'utf-8';
  const isOurs = !isFd(path);
  // A text in UTF-8 is read in one go, without the functions of fs.
  const fd = !isOurs ? path : isUtf8 ? openSync(path, options.flag, 0o666) : fs().openSync(path, options.flag, 0o666);
  let result;
  try {
    const stats = u.makeStats(sync('fstat', { syscall: 'fstat' }, fd));
    const size = stats.isFile() ? stats.size : 0;
    if (size > largest) throw new ERR_FS_FILE_TOO_LARGE(size);
    const pieces = [];
    let total = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(size > 0 ? size - total : 8192);
      const count = isUtf8 ? sync('read', { syscall: 'read' }, fd, piece, 0, piece.length, -1) : fs().readSync(fd, piece, 0, piece.length);
      if (count > 0) pieces.push(count === piece.length ? piece : piece.subarray(0, count));
      total += count;
      if (count === 0 || total === size) break;
    }
    result = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, total);
  } finally {
    if (isOurs) (isUtf8 ? closeSync : fs().closeSync)(fd);
  }
  return options.encoding ? result.toString(options.encoding) : result;
}

const writeDefaults = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };

function bytesToWrite(data, encoding) {
  if (ArrayBuffer.isView(data)) return data;
  validateText(data, 'data');
  return Buffer.from(data, encoding || 'utf8');
}

// Writes until all is written, and closes what is ours.
function writeAll(fd, isOurs, data, at, { signal, flush }, callback) {
  const end = (error) => {
    if (!isOurs) callback(error);
    else if (error) fs().close(fd, (closing) => callback(aggregateTwoErrors(closing, error)));
    else fs().close(fd, callback);
  };
  if (signal?.aborted) {
    end(abortError(signal));
    return;
  }
  const length = data.byteLength - at;
  fs().write(fd, data, at, length, null, (error, written) => {
    if (error) end(error);
    else if (written !== length) writeAll(fd, isOurs, data, at + written, { signal, flush }, callback);
    else if (flush) fs().fsync(fd, end);
    else end(null);
  });
}

function writeFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = getOptions(options, writeDefaults);
  const flag = options.flag || 'w';
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  data = bytesToWrite(data, options.encoding);
  const { signal } = options;
  if (isFd(path)) {
    writeAll(path, false, data, 0, { signal, flush }, callback);
    return;
  }
  if (isAborted(signal, callback)) return;
  fs().open(path, flag, options.mode, (error, fd) => {
    if (error) callback(error);
    else writeAll(fd, true, data, 0, { signal, flush }, callback);
  });
}

function writeFileSync(path, data, options) {
  options = getOptions(options, writeDefaults);
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  const flag = options.flag || 'w';
  if (typeof data === 'string' && (path | 0) === path && path < 0) throw uvException({ syscall: 'write', code: 'EBADF' }); // the quick way looks at no numbers
  data = bytesToWrite(data, options.encoding);
  const isOurs = !isFd(path);
  const fd = isOurs ? fs().openSync(path, flag, options.mode) : path;
  try {
    for (let at = 0; at < data.byteLength;) at += fs().writeSync(fd, data, at, data.byteLength - at);
    if (flush) fs().fsyncSync(fd);
  } finally {
    if (isOurs) fs().closeSync(fd);
  }
}

function appendOptions(path, options) {
  options = copyObject(getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a' }));
  if (!options.flag || isFd(path)) options.flag = 'a';
  return options;
}
function appendFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  fs().writeFile(path, data, appendOptions(path, options), callback);
}
function appendFileSync(path, data, options) { fs().writeFileSync(path, data, appendOptions(path, options)); }

// --- length ---

let warnedOfTruncate = false;
function warnOfTruncate() {
  if (warnedOfTruncate) return;
  process.emitWarning('Using fs.truncate with a file descriptor is deprecated. Please use fs.ftruncate with a file descriptor instead.',
    'DeprecationWarning', 'DEP0081');
  warnedOfTruncate = true;
}

function truncate(path, len, callback) {
  if (typeof path === 'number') {
    warnOfTruncate();
    return fs().ftruncate(path, len, callback);
  }
  if (typeof len === 'function') {
    callback = len;
    len = 0;
  } else if (len === undefined) {
    len = 0;
  }
  validateInteger(len, 'len');
  len = Math.max(0, len);
  validateFunction(callback, 'cb');
  fs().open(path, 'r+', (error, fd) => {
    if (error) return callback(error);
    withCallback.ftruncate(fd, len, (failed) => fs().close(fd, (closing) => callback(aggregateTwoErrors(closing, failed))));
  });
}

function truncateSync(path, len) {
  if (typeof path === 'number') {
    warnOfTruncate();
    return fs().ftruncateSync(path, len);
  }
  if (len === undefined) len = 0;
  const fd = fs().openSync(path, 'r+');
  try {
    atOnce.ftruncateSync(fd, len);
  } finally {
    fs().closeSync(fd);
  }
}

/** A Blob of a file's bytes as they are now. */
function openAsBlob(path, options = {}) {
  validateObject(options, 'options');
  const type = options.type || '';
  require('internal/validators').validateString(type, 'options.type');
  return Promise.resolve(require('internal/blob').blobOfFile(getPath(path), type));
}

module.exports = {
  appendFile, appendFileSync, close, closeSync, open, openAsBlob, openSync, read, readFile, readFileSync, readSync, readv, readvSync,
  truncate, truncateSync, write, writeFile, writeFileSync, writeSync, writev, writevSync,
};
