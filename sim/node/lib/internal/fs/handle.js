'use strict';

// FileHandle: an open file of fs/promises. It is closed when it has been asked
// for and nothing that uses it is under way.

const u = require('internal/fs/utils');
const { copyObject, getOptions, makeStats, promised, validateText } = u;
const EventEmitter = require('events');
const { kTransfer } = require('internal/clone');
const { DOMException } = require('internal/domexception');
const { AbortError, aggregateTwoErrors, codes } = require('internal/errors');
const { ERR_FS_FILE_TOO_LARGE, ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } = codes;
const { atLast } = require('internal/safe');
const {
  kValidateObjectAllowNullable, parseFileMode, validateAbortSignal, validateBoolean, validateBuffer, validateEncoding, validateInteger,
  validateObject, validateString,
} = require('internal/validators');

const { largest, pieceOfKnown, pieceOfUnknown } = u.sizes;
const kHandle = Symbol('kHandle');
const kFd = Symbol('kFd');
const kRefs = Symbol('kRefs');
const kClosePromise = Symbol('kClosePromise');
const kCloseWaits = Symbol('kCloseWaits');
const kLocked = Symbol('kLocked');
const kRef = Symbol('kRef');
const kUnref = Symbol('kUnref');

// Asks the system; a failure gets the stack of whoever waits here.
const ask = (operation, syscall, ...args) => promised(operation, { syscall }, ...args).then(undefined, u.fromHere);

const closeFd = (fd) => promised('close', { syscall: 'close' }, fd);

// What FileHandle.close does: the system's call waits until nothing uses the
// handle any more.
const closeHandle = (handle) => {
  if (handle[kFd] === -1) return Promise.resolve();
  if (handle[kClosePromise]) return handle[kClosePromise];
  handle[kRefs]--;
  let closed;
  if (handle[kRefs] === 0) {
    closed = closeFd(handle[kFd]);
    handle[kFd] = -1;
  } else {
    closed = new Promise((resolve, reject) => { handle[kCloseWaits] = { resolve, reject }; });
  }
  handle[kClosePromise] = atLast(closed, () => {
    handle[kClosePromise] = undefined;
    handle[kCloseWaits] = undefined;
  });
  handle.emit('close');
  return handle[kClosePromise];
};

// The sources of readableWebStream: of bytes into the reader's own buffer, and
// of chunks.
const bytesSource = (handle) => ({
  type: 'bytes',
  autoAllocateChunkSize: 16384,
  async pull(controller) {
    const { view } = controller.byobRequest;
    const { bytesRead } = await handle.read(view, view.byteOffset, view.byteLength);
    if (bytesRead === 0) {
      handle[kUnref]();
      controller.close();
    }
    controller.byobRequest.respond(bytesRead);
  },
  cancel() { handle[kUnref](); },
});

const chunksSource = (handle) => ({
  async pull(controller) {
    const buffer = Buffer.allocUnsafeSlow(pieceOfUnknown);
    const bytesRead = await ask('read', 'read', handle[kFd], buffer, 0, buffer.length, -1);
    if (bytesRead > 0) {
      controller.enqueue(buffer.buffer.slice(0, bytesRead));
    } else {
      controller.close();
      handle[kUnref]();
    }
  },
  cancel() { handle[kUnref](); },
});

class FileHandle extends EventEmitter {
  constructor(fd) {
    super();
    this[kHandle] = { fd };
    Object.defineProperty(this[kHandle], 'fd', { enumerable: false });
    this[kFd] = fd;
    this[kRefs] = 1;
    this[kClosePromise] = null;
    this.close = () => closeHandle(this);
  }
  getAsyncId() { return 0; }

  // A handle that was sent is another object at the other end; this one is closed.
  [kTransfer]() {
    if (this[kClosePromise] || this[kRefs] > 1) throw new DOMException('Cannot transfer FileHandle while in use', 'DataCloneError');
    const fd = this[kFd];
    this[kFd] = -1;
    this[kHandle] = null;
    this[kRefs] = 0;
    return { info: 'internal/fs/handle:arrived', data: fd };
  }
  get fd() { return this[kFd]; }

  appendFile(data, options) { return use(writeFile, this, data, options); }
  chmod(mode) { return use(fchmod, this, mode); }
  chown(uid, gid) { return use(fchown, this, uid, gid); }
  datasync() { return use(fdatasync, this); }
  sync() { return use(fsync, this); }
  read(buffer, offset, length, position) { return use(read, this, buffer, offset, length, position); }
  readv(buffers, position) { return use(readv, this, buffers, position); }
  readFile(options) { return use(readFile, this, options); }
  readLines(options = undefined) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  stat(options) { return use(fstat, this, options); }
  truncate(len = 0) { return use(ftruncate, this, len); }
  utimes(atime, mtime) { return use(futimes, this, atime, mtime); }
  write(buffer, offset, length, position) { return use(write, this, buffer, offset, length, position); }
  writev(buffers, position) { return use(writev, this, buffers, position); }
  writeFile(data, options) { return use(writeFile, this, data, options); }

  /** The rest of the file as a stream of the web, which locks the handle. */
  readableWebStream(options = {}) {
    if (this[kFd] === -1) throw new ERR_INVALID_STATE('The FileHandle is closed');
    if (this[kClosePromise]) throw new ERR_INVALID_STATE('The FileHandle is closing');
    if (this[kLocked]) throw new ERR_INVALID_STATE('The FileHandle is locked');
    this[kLocked] = true;
    if (options.type !== undefined) validateString(options.type, 'options.type');
    const { ReadableStream, cancel } = require('internal/webstreams/readable');
    const readable = new ReadableStream(options.type === 'bytes' ? bytesSource(this) : chunksSource(this));
    this[kRef]();
    this.once('close', () => cancel(readable));
    return readable;
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }
  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }
  [kRef]() { this[kRefs]++; }
  [kUnref]() {
    this[kRefs]--;
    if (this[kRefs] !== 0) return;
    const fd = this[kFd];
    this[kFd] = -1;
    closeFd(fd).then(this[kCloseWaits]?.resolve, this[kCloseWaits]?.reject);
  }
}
if (Symbol.asyncDispose) {
  Object.defineProperty(FileHandle.prototype, Symbol.asyncDispose, {
    value: async function () { return this.close(); }, writable: true, configurable: true,
  });
}

// Calls a function of a handle, which is not closed as long as it lasts.
async function use(f, handle, ...args) {
  if (handle[kRefs] === undefined) throw new ERR_INTERNAL_ASSERTION('handle must be an instance of FileHandle');
  if (handle.fd === -1) {
    const error = new Error('file closed');
    error.code = 'EBADF';
    error.syscall = f.name;
    throw error;
  }
  try {
    handle[kRef]();
    return await f(handle, ...args);
  } finally {
    handle[kUnref]();
  }
}

// --- what handles do ---

const fchmod = async (handle, mode) => {
  mode = parseFileMode(mode, 'mode');
  await ask('fchmod', 'fchmod', handle.fd, mode);
};
const fchown = async (handle, uid, gid) => {
  validateInteger(uid, 'uid', -1, 4294967295);
  validateInteger(gid, 'gid', -1, 4294967295);
  await ask('fchown', 'fchown', handle.fd, uid, gid);
};
const fdatasync = async (handle) => { await ask('fsync', 'fdatasync', handle.fd); };
const fsync = async (handle) => { await ask('fsync', 'fsync', handle.fd); };
const fstat = async (handle, options) => makeStats(await ask('fstat', 'fstat', handle.fd), options?.bigint);
const ftruncate = async (handle, len = 0) => {
  validateInteger(len, 'len');
  await ask('ftruncate', 'ftruncate', handle.fd, Math.max(0, len));
};
const futimes = async (handle, atime, mtime) => {
  atime = u.toUnixTimestamp(atime, 'atime');
  mtime = u.toUnixTimestamp(mtime, 'mtime');
  await ask('futimes', 'futime', handle.fd, atime, mtime);
};

const read = async (handle, bufferOrParams, offset, length, position) => {
  let buffer = bufferOrParams;
  if (!ArrayBuffer.isView(buffer)) {
    if (bufferOrParams !== undefined) validateObject(bufferOrParams, 'options', kValidateObjectAllowNullable);
    ({ buffer = Buffer.alloc(16384), offset = 0, length = buffer.byteLength - offset, position = null } = bufferOrParams ?? {});
    validateBuffer(buffer);
  }
  if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length ??= buffer.byteLength - offset;
  if (length === 0) return { __proto__: null, bytesRead: length, buffer };
  if (buffer.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  u.validateOffsetLengthRead(offset, length, buffer.byteLength);
  if (!Number.isSafeInteger(position)) position = -1;
  const bytesRead = await ask('read', 'read', handle.fd, buffer, offset, length, position);
  return { __proto__: null, bytesRead, buffer };
};

const placeOf = (position) => (typeof position === 'number' ? position : -1);

const readv = async (handle, buffers, position) => {
  u.validateBufferArray(buffers);
  const all = Buffer.alloc(u.sizeOf(buffers));
  const bytesRead = await ask('read', 'read', handle.fd, all, 0, all.length, placeOf(position));
  u.scatter(all, bytesRead, buffers);
  return { __proto__: null, bytesRead, buffers };
};

const write = async (handle, buffer, offsetOrOptions, length, position) => {
  if (buffer?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
  let offset = offsetOrOptions;
  let bytes = buffer;
  if (ArrayBuffer.isView(buffer)) {
    if (typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
    }
    if (offset == null) offset = 0;
    else validateInteger(offset, 'offset', 0);
    if (typeof length !== 'number') length = buffer.byteLength - offset;
    u.validateOffsetLengthWrite(offset, length, buffer.byteLength);
  } else {
    validateText(buffer, 'buffer');
    validateEncoding(buffer, length);
    bytes = Buffer.from(buffer, Buffer.isEncoding(length) ? length : 'utf8');
    position = offset;
    offset = 0;
    length = bytes.length;
  }
  const bytesWritten = await ask('write', 'write', handle.fd, bytes, offset, length, placeOf(position));
  return { __proto__: null, bytesWritten, buffer };
};

const writev = async (handle, buffers, position) => {
  u.validateBufferArray(buffers);
  if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
  const all = u.gather(buffers);
  const bytesWritten = await ask('write', 'write', handle.fd, all, 0, all.length, placeOf(position));
  return { __proto__: null, bytesWritten, buffers };
};

// --- whole files ---

function checkAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

// Reads a file: a text of a large one piece by piece, bytes into one buffer.
async function readAll(handle, { signal, encoding } = {}) {
  const { StringDecoder } = require('string_decoder');
  const decoder = encoding && new StringDecoder(encoding);
  checkAborted(signal);
  const stats = makeStats(await ask('fstat', 'fstat', handle.fd));
  checkAborted(signal);
  const size = stats.isFile() ? stats.size : 0;
  if (size > largest) throw new ERR_FS_FILE_TOO_LARGE(size);
  let length = (encoding ? Math.min(size, pieceOfKnown) : size) || pieceOfUnknown;
  const inPieces = length > pieceOfKnown;
  let buffer = Buffer.allocUnsafeSlow(length);
  let offset = 0;
  let total = 0;
  let text = '';
  const pieces = [];
  for (;;) {
    checkAborted(signal);
    if (inPieces) length = Math.min(size - total, pieceOfKnown);
    const count = await ask('read', 'read', handle.fd, buffer, offset, length, -1);
    total += count;
    const isShort = count !== buffer.length && !inPieces && size !== 0;
    if (count === 0 || total === size || isShort) {
      const last = buffer.subarray(0, inPieces ? total : count);
      if (encoding) return count === total ? last.toString(encoding) : text + decoder.end(last);
      return size === 0 && count !== total ? Buffer.concat([...pieces, last], total) : last;
    }
    const piece = buffer.subarray(0, count);
    if (encoding) {
      text += decoder.write(piece);
    } else if (size !== 0) {
      offset = total;
    } else {
      pieces.push(piece);
      buffer = Buffer.allocUnsafeSlow(pieceOfUnknown);
    }
  }
}

const isIterable = (data) => data != null && (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function') &&
  !ArrayBuffer.isView(data) && typeof data !== 'string';

async function writeAll(handle, data, signal, encoding) {
  checkAborted(signal);
  if (isIterable(data)) {
    for await (const piece of data) {
      checkAborted(signal);
      const bytes = ArrayBuffer.isView(piece) ? piece : Buffer.from(piece, encoding || 'utf8');
      for (let left = bytes.byteLength; left > 0;) {
        const { bytesWritten } = await write(handle, bytes, bytes.byteLength - left, Math.min(pieceOfKnown, left));
        left -= bytesWritten;
        checkAborted(signal);
      }
    }
    return;
  }
  let rest = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  while (rest.byteLength > 0) {
    checkAborted(signal);
    const { bytesWritten } = await write(handle, rest, 0, Math.min(pieceOfKnown, rest.byteLength));
    rest = rest.subarray(bytesWritten);
  }
}

// Waits for something, and closes then, whatever came of it.
async function closing(promise, close) {
  return promise.then((result) => close().then(() => result), (error) => close().then(() => Promise.reject(error),
    (failed) => Promise.reject(aggregateTwoErrors(failed, error))));
}

const open = async (path, flags, mode) => {
  path = u.getPath(path);
  flags = u.getFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  return new FileHandle(await promised('open', { syscall: 'open', path }, u.absolute(path), flags, mode).then(undefined, u.fromHere));
};

async function readFile(path, options) {
  options = getOptions(options, { flag: 'r' });
  const flag = options.flag || 'r';
  if (path instanceof FileHandle) return readAll(path, options);
  checkAborted(options.signal);
  const handle = await open(path, flag, 0o666);
  return closing(readAll(handle, options), handle.close);
}

async function writeFile(path, data, options) {
  options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const flag = options.flag || 'w';
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  if (!ArrayBuffer.isView(data) && !isIterable(data)) {
    validateText(data, 'data');
    data = Buffer.from(data, options.encoding || 'utf8');
  }
  validateAbortSignal(options.signal);
  if (path instanceof FileHandle) return writeAll(path, data, options.signal, options.encoding);
  checkAborted(options.signal);
  const handle = await open(path, flag, options.mode);
  let writing = writeAll(handle, data, options.signal, options.encoding);
  if (flush) writing = thenSync(writing, handle);
  return closing(writing, handle.close);
}

async function thenSync(writing, handle) { return writing.then((result) => handle.sync().then(() => result)); }

async function appendFile(path, data, options) {
  options = copyObject(getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a' }));
  options.flag = options.flag || 'a';
  return writeFile(path, data, options);
}

async function truncate(path, len = 0) {
  const handle = await open(path, 'r+');
  return closing(ftruncate(handle, len), handle.close);
}

/** A handle that was sent from elsewhere. */
const arrived = (fd) => new FileHandle(fd);

module.exports = { FileHandle, appendFile, arrived, kRef, kUnref, open, readFile, truncate, writeFile };
