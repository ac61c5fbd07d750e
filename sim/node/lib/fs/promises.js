'use strict';

// fs.promises: each call is a job of the pool, and settles a promise.

const u = require('internal/fs/utils');
const {
  absolute, abortError, constants, encodeName, entriesOf, getFlags, getOptions, getPath, makeStats, promised, readRange, toBytes,
  toSeconds, writeRange,
} = u;
const EventEmitter = require('events');
const { ERR_FS_FILE_TOO_LARGE, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED } = require('internal/errors').codes;
const { parseFileMode, validateBoolean, validateInteger } = require('internal/validators');

const chunkSize = 512 * 1024;
const unknownChunk = 64 * 1024;

// A form that takes a callback, as a promise: arguments are checked at once,
// and what the check throws rejects.
function fromCallback(name) {
  return {
    [name](...args) {
      return new Promise((resolve, reject) => {
        require('fs')[name](...args, (error, result) => (error ? reject(error) : resolve(result)));
      });
    },
  }[name];
}

function checkOpen(handle, syscall) {
  if (handle.fd !== -1) return;
  const error = new Error('file closed');
  error.code = 'EBADF';
  error.syscall = syscall;
  throw error;
}

class FileHandle extends EventEmitter {
  #fd;
  #closing = null;
  constructor(fd) {
    super();
    this.#fd = fd;
  }
  get fd() { return this.#fd; }
  getAsyncId() { return 0; }

  async appendFile(data, options) { return this.writeFile(data, options); }
  async chmod(mode) {
    checkOpen(this, 'fchmod');
    await promised('fchmod', { syscall: 'fchmod' }, this.#fd, parseFileMode(mode, 'mode'));
  }
  async chown() {
    checkOpen(this, 'fchown');
    await promised('fchown', { syscall: 'fchown' }, this.#fd);
  }
  async datasync() {
    checkOpen(this, 'fdatasync');
    await promised('fsync', { syscall: 'fdatasync' }, this.#fd);
  }
  async sync() {
    checkOpen(this, 'fsync');
    await promised('fsync', { syscall: 'fsync' }, this.#fd);
  }
  async read(buffer, offset, length, position) {
    checkOpen(this, 'read');
    let options = null;
    if (!ArrayBuffer.isView(buffer)) {
      options = buffer ?? {};
      buffer = options.buffer ?? Buffer.alloc(16384);
    } else if (offset !== null && typeof offset === 'object') {
      options = offset;
    }
    if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
    if (options) {
      offset = options.offset ?? 0;
      length = options.length ?? buffer.byteLength - offset;
      position = options.position ?? null;
    }
    const range = readRange(buffer, offset, length ?? undefined, position);
    if (range[1] === 0) return { __proto__: null, bytesRead: 0, buffer };
    const bytesRead = await promised('read', { syscall: 'read' }, this.#fd, buffer, ...range);
    return { __proto__: null, bytesRead, buffer };
  }
  async readv(buffers, position) {
    checkOpen(this, 'read');
    return new Promise((resolve, reject) => {
      require('fs').readv(this.#fd, buffers, position ?? null, (error, bytesRead) => (error ? reject(error) : resolve({ bytesRead, buffers })));
    });
  }
  async readFile(options) {
    checkOpen(this, 'fstat');
    return readAll(this, getOptions(options, { flag: 'r' }));
  }
  readLines(options = undefined) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  async stat(options) {
    checkOpen(this, 'fstat');
    return makeStats(await promised('fstat', { syscall: 'fstat' }, this.#fd), options?.bigint);
  }
  async truncate(length = 0) {
    checkOpen(this, 'ftruncate');
    validateInteger(length, 'len');
    await promised('ftruncate', { syscall: 'ftruncate' }, this.#fd, Math.max(0, length));
  }
  async utimes(atime, mtime) {
    checkOpen(this, 'futime');
    await promised('futimes', { syscall: 'futime' }, this.#fd, toSeconds(atime, 'atime'), toSeconds(mtime, 'mtime'));
  }
  async write(buffer, offset, length, position) {
    checkOpen(this, 'write');
    if (ArrayBuffer.isView(buffer)) {
      if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
      if (buffer.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
      const bytesWritten = await promised('write', { syscall: 'write' }, this.#fd, buffer, ...writeRange(buffer, offset, length, position));
      return { __proto__: null, bytesWritten, buffer };
    }
    if (typeof buffer !== 'string') {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
    }
    if (length && length !== 'utf8') u.assertEncoding(length);
    const bytes = Buffer.from(buffer, length || 'utf8');
    const bytesWritten = await promised('write', { syscall: 'write' }, this.#fd, bytes, 0, bytes.length, typeof offset === 'number' ? offset : -1);
    return { __proto__: null, bytesWritten, buffer };
  }
  async writev(buffers, position) {
    checkOpen(this, 'write');
    return new Promise((resolve, reject) => {
      require('fs').writev(this.#fd, buffers, position ?? null, (error, bytesWritten) => (error ? reject(error) : resolve({ bytesWritten, buffers })));
    });
  }
  async writeFile(data, options) {
    checkOpen(this, 'write');
    options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w' });
    return writeAll(this, data, options);
  }
  close() {
    if (this.#closing) return this.#closing;
    if (this.#fd === -1) return Promise.resolve();
    const fd = this.#fd;
    this.#fd = -1;
    this.#closing = promised('close', { syscall: 'close' }, fd).then(
      () => { this.#closing = null; },
      (error) => { this.#closing = null; throw error; },
    );
    this.emit('close');
    return this.#closing;
  }
  createReadStream(options = undefined) {
    const { ReadStream } = require('fs');
    return new ReadStream(undefined, { ...(typeof options === 'string' ? { encoding: options } : options), fd: this });
  }
  createWriteStream(options = undefined) {
    const { WriteStream } = require('fs');
    return new WriteStream(undefined, { ...(typeof options === 'string' ? { encoding: options } : options), fd: this });
  }
}
if (Symbol.asyncDispose) FileHandle.prototype[Symbol.asyncDispose] = function asyncDispose() { return this.close(); };

async function readAll(handle, options) {
  const signal = options.signal;
  const check = () => { if (signal?.aborted) throw abortError(signal); };
  check();
  const stats = await handle.stat();
  check();
  const size = stats.isFile() ? stats.size : 0;
  if (size > 2 ** 31 - 1) throw new ERR_FS_FILE_TOO_LARGE(size);
  const pieces = [];
  let total = 0;
  for (;;) {
    check();
    const want = size > 0 ? Math.min(chunkSize, size - total) : unknownChunk;
    const piece = Buffer.allocUnsafeSlow(want);
    const count = await promised('read', { syscall: 'read' }, handle.fd, piece, 0, want, -1);
    total += count;
    if (count > 0) pieces.push(count === want ? piece : piece.subarray(0, count));
    if (count === 0 || total === size) break;
  }
  const all = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, total);
  return options.encoding && options.encoding !== 'buffer' ? all.toString(options.encoding) : all;
}

async function writeBytes(handle, data, signal) {
  let at = 0;
  do {
    if (signal?.aborted) throw abortError(signal);
    at += await promised('write', { syscall: 'write' }, handle.fd, data, at, Math.min(chunkSize, data.byteLength - at), -1);
  } while (at < data.byteLength);
}

async function writeAll(handle, data, options) {
  const { encoding, signal } = options;
  if (data !== null && typeof data === 'object' && !ArrayBuffer.isView(data)) {
    const asyncIterator = data[Symbol.asyncIterator];
    if (asyncIterator || data[Symbol.iterator]) {
      const iterator = asyncIterator ? data[Symbol.asyncIterator]() : data[Symbol.iterator]();
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) return;
        if (signal?.aborted) throw abortError(signal);
        await writeBytes(handle, toBytes(await value, encoding, 'data'), signal);
      }
    }
  }
  await writeBytes(handle, toBytes(data, encoding), signal);
}

async function open(path, flags, mode) {
  const name = getPath(path);
  const number = getFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  return new FileHandle(await promised('open', { syscall: 'open', path: name }, absolute(name), number, mode));
}

// Runs f with a handle and closes it, whatever happens.
async function closing(handle, f) {
  let result;
  try {
    result = await f(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return result;
}

async function readFile(path, options) {
  options = getOptions(options, { flag: 'r' });
  if (path instanceof FileHandle) return readAll(path, options);
  if (options.signal?.aborted) throw abortError(options.signal);
  const handle = await open(path, options.flag || 'r', 0o666);
  return closing(handle, (h) => readAll(h, options));
}

async function writeFile(path, data, options) {
  options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  if (options.flush != null) validateBoolean(options.flush, 'options.flush');
  const iterable = data !== null && typeof data === 'object' && (data[Symbol.asyncIterator] || data[Symbol.iterator]);
  if (!iterable) toBytes(data, options.encoding);
  if (path instanceof FileHandle) return writeAll(path, data, options);
  if (options.signal?.aborted) throw abortError(options.signal);
  const handle = await open(path, options.flag || 'w', options.mode);
  return closing(handle, async (h) => {
    await writeAll(h, data, options);
    if (options.flush) await h.sync();
  });
}

async function appendFile(path, data, options) {
  options = { ...getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a' }) };
  options.flag ||= 'a';
  return writeFile(path, data, options);
}

async function access(path, mode = 0) {
  await fromAccess(path, mode);
}
const fromAccess = fromCallback('access');

async function readdir(path, options) {
  options = getOptions(options);
  if (options.recursive) return recursive(path, options);
  const name = getPath(path);
  return entriesOf(await promised('readdir', { syscall: 'scandir', path: name }, absolute(name)), name, options);
}
const recursive = fromCallback('readdir');

async function truncate(path, length = 0) {
  const handle = await open(path, 'r+');
  return closing(handle, (h) => h.truncate(length));
}

async function lchmod() { throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()'); }

async function readlink(path, options) {
  options = getOptions(options);
  const name = getPath(path);
  return encodeName(await promised('readlink', { syscall: 'readlink', path: name }, absolute(name)), options);
}

async function realpath(path, options) {
  options = getOptions(options);
  const name = getPath(path);
  return encodeName(await promised('realpath', { syscall: 'realpath', path: name }, absolute(name)), options);
}

/** fs.promises.watch: changes as they come, to iterate over. */
function watch(path, options) {
  options = getOptions(options);
  const waiting = [];
  const ready = [];
  let ended = false;
  let failed;
  let watcher = null;
  const signal = options.signal;
  const wake = () => { while (waiting.length > 0) waiting.shift()(); };
  const stop = (error) => {
    ended = true;
    failed ||= error;
    watcher?.close();
    watcher = null;
    wake();
  };
  const start = () => {
    if (watcher || ended) return;
    if (signal?.aborted) throw abortError(signal);
    watcher = require('fs').watch(path, { ...options, signal: undefined }, (eventType, filename) => {
      ready.push({ __proto__: null, eventType, filename });
      wake();
    });
    signal?.addEventListener('abort', () => stop(abortError(signal)), { once: true });
  };
  return {
    async next() {
      start();
      while (ready.length === 0 && !ended) await new Promise((resolve) => { waiting.push(resolve); });
      if (failed) {
        const error = failed;
        failed = undefined;
        throw error;
      }
      if (ready.length > 0) return { value: ready.shift(), done: false };
      return { value: undefined, done: true };
    },
    async return(value) {
      stop();
      return { value, done: true };
    },
    [Symbol.asyncIterator]() { return this; },
  };
}

module.exports = {
  access, copyFile: fromCallback('copyFile'), cp: fromCallback('cp'), open, opendir: fromCallback('opendir'),
  rename: fromCallback('rename'), truncate, rm: fromCallback('rm'), rmdir: fromCallback('rmdir'), mkdir: fromCallback('mkdir'), readdir,
  readlink, symlink: fromCallback('symlink'), lstat: fromCallback('lstat'), stat: fromCallback('stat'), statfs: fromCallback('statfs'),
  link: fromCallback('link'), unlink: fromCallback('unlink'), chmod: fromCallback('chmod'), lchmod, lchown: fromCallback('lchown'),
  chown: fromCallback('chown'), utimes: fromCallback('utimes'), lutimes: fromCallback('lutimes'), realpath,
  mkdtemp: fromCallback('mkdtemp'), writeFile, appendFile, readFile, watch, constants,
};
Object.defineProperty(module.exports, 'FileHandle', { value: FileHandle, enumerable: false });
