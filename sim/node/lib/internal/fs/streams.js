'use strict';

// ReadStream and WriteStream: streams over files, each call a job of the pool.

const { Readable, Writable, finished } = require('stream');
const { getOptions, getPath, toBytes } = require('internal/fs/utils');
const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = require('internal/errors').codes;
const { validateFunction, validateInteger } = require('internal/validators');

const kFs = Symbol('kFs');
const kIsPerformingIO = Symbol('kIsPerformingIO');
const kIoDone = Symbol('kIoDone');
const kHandle = Symbol('kHandle');

function setUp(stream, path, options, flag) {
  const given = options.fs;
  stream[kFs] = given || require('fs');
  for (const name of given ? [flag === 'r' ? 'read' : 'write', 'close', ...(options.fd == null ? ['open'] : [])] : []) {
    if (name === 'write' && given.writev) continue;
    validateFunction(given[name], `options.fs.${name}`);
  }
  if (options.fd == null) {
    stream.fd = null;
    stream.path = getPath(path) && path;
    stream.flags = options.flags === undefined ? flag : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
  } else if (typeof options.fd === 'number') {
    stream.fd = options.fd;
  } else if (typeof options.fd === 'object' && typeof options.fd.close === 'function') {
    stream[kHandle] = options.fd;
    stream.fd = options.fd.fd;
    stream[kFs] = {
      read: (fd, buffer, offset, length, position, callback) => {
        options.fd.read(buffer, offset, length, position).then((r) => callback(null, r.bytesRead, r.buffer), (e) => callback(e, 0, buffer));
      },
      write: (fd, buffer, offset, length, position, callback) => {
        options.fd.write(buffer, offset, length, position).then((r) => callback(null, r.bytesWritten, r.buffer), (e) => callback(e, 0, buffer));
      },
      close: (fd, callback) => { options.fd.close().then(() => callback(), callback); },
    };
    options.fd.on('close', () => stream.close());
  } else {
    throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd);
  }
  if (options.fd != null) stream.path = undefined;
}

function _construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      callback(error);
    } else {
      this.fd = fd;
      callback();
      this.emit('open', this.fd);
      this.emit('ready');
    }
  });
}

function close(stream, error, callback) {
  if (!stream.fd && stream.fd !== 0) {
    callback(error);
    return;
  }
  stream[kFs].close(stream.fd, (failed) => callback(failed || error));
  stream.fd = null;
}

function destroyLater(error, callback) {
  // A read or write that is under way ends first.
  if (this[kIsPerformingIO]) this.once(kIoDone, (failed) => close(this, error || failed, callback));
  else close(this, error, callback);
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = { ...getOptions(options, {}) };
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  if (options.autoDestroy === undefined) options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  setUp(this, path, options, 'r');
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Readable.call(this, options);
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
Object.defineProperty(ReadStream.prototype, 'autoClose', {
  get() { return this._readableState.autoDestroy; },
  set(value) { this._readableState.autoDestroy = value; },
});
ReadStream.prototype._construct = _construct;
ReadStream.prototype._read = function _read(n) {
  n = this.pos !== undefined ? Math.min(this.end - this.pos + 1, n) : Math.min(this.end - this.bytesRead + 1, n);
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
      return;
    }
    if (error) {
      require('internal/streams/destroy').errorOrDestroy(this, error);
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
ReadStream.prototype.close = function close(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = { ...getOptions(options, {}) };
  options.decodeStrings = true;
  if (options.autoDestroy === undefined) options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  setUp(this, path, options, 'w');
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this.flush = options.flush ?? false;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Writable.call(this, options);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
Object.defineProperty(WriteStream.prototype, 'autoClose', {
  get() { return this._writableState.autoDestroy; },
  set(value) { this._writableState.autoDestroy = value; },
});
Object.defineProperty(WriteStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });
Object.defineProperty(ReadStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });
WriteStream.prototype._construct = _construct;

function writeAll(stream, data, at, callback) {
  stream[kFs].write(stream.fd, data, at, data.byteLength - at, stream.pos, (error, count) => {
    if (error && error.code === 'EAGAIN') {
      error = null;
      count = 0;
    }
    if (stream.destroyed || error) return callback(error);
    stream.bytesWritten += count;
    if (stream.pos !== undefined) stream.pos += count;
    if (at + count < data.byteLength) writeAll(stream, data, at + count, callback);
    else callback();
  });
}
WriteStream.prototype._write = function _write(data, encoding, callback) {
  this[kIsPerformingIO] = true;
  writeAll(this, data, 0, (error) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) {
      callback(error);
      this.emit(kIoDone, error);
      return;
    }
    callback(error);
  });
};
// What waits is written at once, as writev(2) does.
WriteStream.prototype._writev = function _writev(list, callback) {
  this._write(Buffer.concat(list.map(({ chunk, encoding }) => toBytes(chunk, encoding))), 'buffer', callback);
};
WriteStream.prototype._destroy = destroyLater;
WriteStream.prototype.close = function close(callback) {
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

module.exports = { ReadStream, WriteStream };
