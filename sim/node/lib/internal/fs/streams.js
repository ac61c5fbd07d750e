'use strict';

// ReadStream and WriteStream: streams over files, each call a job of the pool.

const { Readable, Writable, finished } = require('stream');
const { copyObject, getFd, getOptions, getPath, fromURL } = require('internal/fs/utils');
const { errorOrDestroy } = require('internal/streams/destroy');
const { codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE, ERR_STREAM_DESTROYED } = codes;
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const { deprecate } = require('util');

const kFs = Symbol('kFs');
const kIsPerformingIO = Symbol('kIsPerformingIO');
const kIoDone = Symbol('kIoDone');
const kHandle = Symbol('kHandle');

// The calls of fs that a stream makes, of a FileHandle.
function callsOf(handle, kUnref) {
  const settle = (promise, callback, ...names) => {
    promise.then((result) => callback(null, ...names.map((name) => result[name])), (error) => callback(error, 0));
  };
  return {
    open() { throw new ERR_METHOD_NOT_IMPLEMENTED('open()'); },
    close(fd, callback) {
      handle[kUnref]();
      handle.close().then(() => callback(), callback);
    },
    fsync(fd, callback) { handle.sync().then(() => callback(), callback); },
    read(fd, buffer, offset, length, position, callback) {
      settle(handle.read(buffer, offset, length, position), callback, 'bytesRead', 'buffer');
    },
    write(fd, buffer, offset, length, position, callback) {
      settle(handle.write(buffer, offset, length, position), callback, 'bytesWritten', 'buffer');
    },
    writev(fd, buffers, position, callback) { settle(handle.writev(buffers, position), callback, 'bytesWritten', 'buffers'); },
  };
}

// Opens by name later, or takes an open file.
function setUp(stream, path, options, flag) {
  if (options.fd == null) {
    stream.fd = null;
    stream[kFs] = options.fs || require('fs');
    validateFunction(stream[kFs].open, 'options.fs.open');
    stream.path = fromURL(path);
    stream.flags = options.flags === undefined ? flag : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
    getPath(stream.path);
  } else {
    stream.fd = getFd(takeFd(stream, options));
  }
}

function takeFd(stream, options) {
  if (typeof options.fd === 'number') {
    stream[kFs] = options.fs || require('fs');
    return options.fd;
  }
  const { FileHandle, kRef, kUnref } = require('internal/fs/handle');
  if (!(options.fd instanceof FileHandle)) throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd);
  if (options.fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
  stream[kHandle] = options.fd;
  stream[kFs] = callsOf(options.fd, kUnref);
  options.fd[kRef]();
  options.fd.on('close', stream.close.bind(stream));
  return options.fd.fd;
}

function construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  if (this.open !== openWriteFs && this.open !== openReadFs) {
    constructByOpen(this, callback);
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    this.fd = fd;
    callback();
    this.emit('open', this.fd);
    this.emit('ready');
  });
}

// A program has an open of its own, which tells by events when it is done.
function constructByOpen(stream, callback) {
  const { emit } = stream;
  stream.emit = function (...args) {
    if (args[0] === 'open' || args[0] === 'error') {
      stream.emit = emit;
      callback(args[0] === 'error' ? args[1] : undefined);
      if (args[0] === 'error') return undefined;
    }
    return Reflect.apply(emit, stream, args);
  };
  stream.open();
}

function close(stream, error, callback) {
  if (!stream.fd) {
    callback(error);
  } else if (stream.flush) {
    stream[kFs].fsync(stream.fd, (failed) => closeNow(stream, error || failed, callback));
  } else {
    closeNow(stream, error, callback);
  }
}
function closeNow(stream, error, callback) {
  stream[kFs].close(stream.fd, (failed) => callback(failed || error));
  stream.fd = null;
}

// A read or write that is under way ends first.
function destroyLater(error, callback) {
  if (this[kIsPerformingIO]) this.once(kIoDone, (failed) => close(this, error || failed, callback));
  else close(this, error, callback);
}

// --- reading ---

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = copyObject(getOptions(options, {}));
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  setUp(this, path, options, 'r');
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  validateFunction(this[kFs].read, 'options.fs.read');
  if (options.autoDestroy) validateFunction(this[kFs].close, 'options.fs.close');
  this.start = options.start;
  this.end = options.end;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end === undefined) {
    this.end = Infinity;
  } else if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Reflect.apply(Readable, this, [options]);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
Object.defineProperty(ReadStream.prototype, 'autoClose', {
  get() { return this._readableState.autoDestroy; },
  set(value) { this._readableState.autoDestroy = value; },
});
const openReadFs = deprecate(function () {}, 'ReadStream.prototype.open() is deprecated', 'DEP0135');
ReadStream.prototype.open = openReadFs;
ReadStream.prototype._construct = construct;
ReadStream.prototype._read = function (n) {
  n = Math.min(this.end - (this.pos !== undefined ? this.pos : this.bytesRead) + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  const buffer = Buffer.allocUnsafeSlow(n);
  this[kIsPerformingIO] = true;
  this[kFs].read(this.fd, buffer, 0, n, this.pos, (error, count, filled) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) {
      this.emit(kIoDone, error);
    } else if (error) {
      errorOrDestroy(this, error);
    } else if (count > 0) {
      if (this.pos !== undefined) this.pos += count;
      this.bytesRead += count;
      this.push(count === filled.length ? filled : filled.subarray(0, count));
    } else {
      this.push(null);
    }
  });
};
ReadStream.prototype._destroy = destroyLater;
ReadStream.prototype.close = function (callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};
Object.defineProperty(ReadStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });

// --- writing ---

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = copyObject(getOptions(options, {}));
  options.decodeStrings = true;
  setUp(this, path, options, 'w');
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  checkCalls(this[kFs], options);
  this.flush = options.flush;
  if (this.flush == null) {
    this.flush = false;
  } else {
    validateBoolean(this.flush, 'options.flush');
    validateFunction(this[kFs].fsync, 'options.fs.fsync');
  }
  // What the file system cannot do, the stream does not try.
  if (!this[kFs].write) this._write = null;
  if (!this[kFs].writev) this._writev = null;
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Reflect.apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

function checkCalls(calls, options) {
  if (!calls.write && !calls.writev) throw new ERR_INVALID_ARG_TYPE('options.fs.write', 'function', calls.write);
  if (calls.write) validateFunction(calls.write, 'options.fs.write');
  if (calls.writev) validateFunction(calls.writev, 'options.fs.writev');
  if (options.autoDestroy) validateFunction(calls.close, 'options.fs.close');
}

Object.defineProperty(WriteStream.prototype, 'autoClose', {
  get() { return this._writableState.autoDestroy; },
  set(value) { this._writableState.autoDestroy = value; },
});
const openWriteFs = deprecate(function () {}, 'WriteStream.prototype.open() is deprecated', 'DEP0135');
WriteStream.prototype.open = openWriteFs;
WriteStream.prototype._construct = construct;

// Writes until all is written. give(rest, position, callback) hands a rest to
// the file system.
function writeAll(stream, what, size, position, rest, give, callback, retries = 0) {
  give(rest, position, (error, written) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (stream.destroyed || error) {
      callback(error || new ERR_STREAM_DESTROYED(what));
      return;
    }
    stream.bytesWritten += written;
    retries = written ? 0 : retries + 1;
    size -= written;
    if (position !== undefined) position += written;
    if (retries > 5) callback(new Error(`${what} failed`));
    else if (size) writeAll(stream, what, size, position, rest.slice(written), give, callback, retries);
    else callback();
  });
}

// Writes what was handed to a stream, and tells those who wait to close it.
function perform(stream, what, size, rest, give, callback) {
  stream[kIsPerformingIO] = true;
  writeAll(stream, what, size, stream.pos, rest, give, (error) => {
    stream[kIsPerformingIO] = false;
    callback(error);
    if (stream.destroyed) stream.emit(kIoDone, error);
  });
  if (stream.pos !== undefined) stream.pos += size;
}

WriteStream.prototype._write = function (data, encoding, callback) {
  const give = (rest, position, done) => this[kFs].write(this.fd, rest, 0, rest.length, position, done);
  perform(this, 'write', data.length, data, give, callback);
};
WriteStream.prototype._writev = function (data, callback) {
  const chunks = data.map(({ chunk }) => chunk);
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  let isFirst = true;
  const give = (rest, position, done) => {
    const list = isFirst ? chunks : [rest];
    isFirst = false;
    this[kFs].writev(this.fd, list, this.pos === undefined ? undefined : position, done);
  };
  perform(this, 'writev', size, { slice: (from) => Buffer.concat(chunks).slice(from) }, give, callback);
};
WriteStream.prototype._destroy = destroyLater;
WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });

module.exports = { ReadStream, WriteStream };
