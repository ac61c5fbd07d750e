'use strict';

// Sockets: streams over a handle, which is an end of a pipe, a socket of the UNIX
// domain or of TCP. (doc: net.html#class-netsocket)

const { Duplex } = require('stream');
const { TCP, Pipe, kOwner, guessHandleType } = require('internal/stream_handle');
const { codes, errnoException } = require('internal/errors');
const { validateAbortSignal, validateFunction, validateInt32, validateNumber } = require('internal/validators');


const kHandle = Symbol('kHandle');
const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');
const kAsyncId = Symbol('async_id_symbol');
const kLastWriteQueueSize = Symbol('lastWriteQueueSize');
const kTimeout = Symbol('timeout');
const kBuffer = Symbol('kBuffer');
const kBufferCb = Symbol('kBufferCb');
const kBufferGen = Symbol('kBufferGen');
const kSetNoDelay = Symbol('kSetNoDelay');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay');

const noop = () => {};

// Gives a socket's handle its owner, and lets it tell what it reads.
function initSocketHandle(socket) {
  socket._undestroy();
  socket._sockname = undefined;
  const handle = socket._handle;
  if (!handle) return;
  handle[kOwner] = socket;
  handle.onread = function onread(memory, error, descriptors) { onStreamRead(socket, memory, error, descriptors); };
  if (handle.getAsyncId) socket[kAsyncId] = handle.getAsyncId();
  if (!socket[kBuffer]) return;
  if (socket[kBufferGen] !== null) {
    const buffer = socket[kBufferGen]();
    if (!(buffer instanceof Uint8Array)) return;
    socket[kBuffer] = buffer;
  }
  handle.useUserBuffer(socket[kBuffer]);
}

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (options?.objectMode) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.objectMode', options.objectMode, 'is not supported');
  } else if (options?.readableObjectMode || options?.writableObjectMode) {
    const name = `options.${options.readableObjectMode ? 'readableObjectMode' : 'writableObjectMode'}`;
    throw new codes.ERR_INVALID_ARG_VALUE(name, options.readableObjectMode || options.writableObjectMode, 'is not supported');
  }
  if (options?.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  this.connecting = false;
  this._hadError = false;
  this[kAsyncId] = options?.number ?? -1;
  this[kHandle] = null;
  this._parent = null;
  this._host = null;
  this[kLastWriteQueueSize] = 0;
  this[kTimeout] = null;
  this[kBuffer] = null;
  this[kBufferCb] = null;
  this[kBufferGen] = null;
  this._closeAfterHandlingError = false;
  if (typeof options === 'number') options = { fd: options };
  else options = { ...options };
  // Default to *not* allowing half open sockets.
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;
  Reflect.apply(Duplex, this, [options]);
  if (options.handle) {
    this._handle = options.handle;
    if (this._handle.getAsyncId) this[kAsyncId] = this._handle.getAsyncId();
  } else if (options.fd !== undefined) {
    this._handle = createHandle(options.fd, false);
    this._handle.open(options.fd);
    this[kAsyncId] = this._handle.getAsyncId();
  }
  const { onread } = options;
  if (onread !== null && typeof onread === 'object' &&
      (onread.buffer instanceof Uint8Array || typeof onread.buffer === 'function') && typeof onread.callback === 'function') {
    if (typeof onread.buffer === 'function') {
      this[kBuffer] = true;
      this[kBufferGen] = onread.buffer;
    } else {
      this[kBuffer] = onread.buffer;
    }
    this[kBufferCb] = onread.callback;
  }
  this[kSetNoDelay] = Boolean(options.noDelay);
  this[kSetKeepAlive] = Boolean(options.keepAlive);
  this[kSetKeepAliveInitialDelay] = ~~(options.keepAliveInitialDelay / 1000);
  this.on('end', onReadableStreamEnd);
  initSocketHandle(this);
  this._sockname = null;
  this._pendingData = null;
  this._pendingEncoding = '';
  if (this._handle && options.readable !== false && !options.manualStart) {
    if (options.pauseOnCreate) {
      // Stop the handle from reading and pause the stream.
      this._handle.reading = false;
      this._handle.readStop();
      this.readableFlowing = false;
    } else {
      this.read(0);
    }
  }
  if (options.signal) addClientAbortSignalOption(this, options);
  this.server = null;
  this._server = null;
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

// A handle for a descriptor that the program was given.
function createHandle(fd, serves) {
  validateInt32(fd, 'fd', 0);
  const type = guessHandleType(fd);
  if (type === 'PIPE') return new Pipe(serves);
  if (type === 'TCP') return new TCP(serves);
  throw new codes.ERR_INVALID_FD_TYPE(type);
}

function addClientAbortSignalOption(self, options) {
  validateAbortSignal(options.signal, 'options.signal');
  const { signal } = options;
  const abort = () => {
    signal.removeEventListener('abort', abort);
    self._aborted = true;
  };
  if (signal.aborted) process.nextTick(abort);
  else process.nextTick(() => signal.addEventListener('abort', abort, { once: true }));
}

// Who reads to the end of a socket that is not half open may not write.
function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

function writeAfterFIN(chunk, encoding, callback) {
  if (!this.writableEnded) return Reflect.apply(Duplex.prototype.write, this, [chunk, encoding, callback]);
  if (typeof encoding === 'function') callback = encoding;
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  if (typeof callback === 'function') process.nextTick(callback, error);
  this.destroy(error);
  return false;
}

function readFailed(socket, error) { socket.destroy(errnoException(error, 'read')); }

// What the loop has read: bytes, an error, or neither, which is the end.
function onStreamRead(socket, memory, error) {
  const handle = socket._handle;
  if (memory !== undefined) {
    if (socket.destroyed) return;
    socket._unrefTimer();
    let goesOn;
    if (socket[kBuffer]) goesOn = intoBuffer(socket, handle, memory);
    else goesOn = socket.push(Buffer.from(memory));
    if (!goesOn) {
      handle.reading = false;
      if (!socket.destroyed) handle.readStop();
    }
    return;
  }
  if (error !== undefined) {
    readFailed(socket, error);
    return;
  }
  if (!socket._readableState.endEmitted) {
    socket.push(null);
    socket.read(0);
  }
}

// Gives what was read to a callback, in memory of the program's own, which may be
// another one for what is read next. (option onread)
function intoBuffer(socket, handle, memory) {
  const buffer = socket[kBuffer];
  buffer.set(new Uint8Array(memory));
  const goesOn = Reflect.apply(socket[kBufferCb], socket, [memory.byteLength, buffer]) !== false;
  if (socket[kBufferGen] !== null) {
    const next = socket[kBufferGen]();
    if (next instanceof Uint8Array) {
      socket[kBuffer] = next;
      handle.useUserBuffer(next);
    }
  }
  return goesOn;
}

function tryReadStart(socket) {
  socket._handle.reading = true;
  const error = socket._handle.readStart();
  if (error) socket.destroy(errnoException(error, 'read'));
}

// Something was written that had to wait.
function onWriteComplete(socket, error, callback) {
  if (socket.destroyed) {
    callback(null);
    return;
  }
  if (error !== undefined) {
    callback(errnoException(error, 'write'));
    return;
  }
  socket._unrefTimer();
  socket[kLastWriteQueueSize] = 0;
  callback();
}

function emitCloseNT(emitter) { emitter.emit('close'); }

const methods = {
  _unrefTimer() {
    for (let s = this; s !== null; s = s._parent) s[kTimeout]?.refresh();
  },
  _final(callback) {
    if (this.connecting) return void this.once('connect', () => this._final(callback));
    if (!this._handle) return void callback();
    const error = this._handle.shutdown(() => callback());
    if (error === 'ENOTCONN') callback();
    else if (error !== undefined) callback(errnoException(error, 'shutdown'));
  },
  setTimeout(ms, callback) {
    if (this.destroyed) return this;
    this.timeout = ms;
    ms = timerDuration(ms, 'msecs');
    clearTimeout(this[kTimeout]);
    if (ms === 0) {
      if (callback === undefined) return this;
      validateFunction(callback, 'callback');
      this.removeListener('timeout', callback);
    } else {
      this[kTimeout] = setTimeout(() => this._onTimeout(), ms).unref();
      if (callback === undefined) return this;
      validateFunction(callback, 'callback');
      this.once('timeout', callback);
    }
    return this;
  },
  _onTimeout() {
    const handle = this._handle;
    const last = this[kLastWriteQueueSize];
    if (last > 0 && handle && last !== handle.writeQueueSize) { // what is written gets on
      this[kLastWriteQueueSize] = handle.writeQueueSize;
      this._unrefTimer();
      return;
    }
    this.emit('timeout');
  },
  setNoDelay(enable) {
    enable = Boolean(enable === undefined ? true : enable);
    if (!this._handle) {
      this[kSetNoDelay] = enable;
    } else if (this._handle.setNoDelay && enable !== this[kSetNoDelay]) {
      this[kSetNoDelay] = enable;
      this._handle.setNoDelay(enable);
    }
    return this;
  },
  setKeepAlive(enable, initialDelayMs) {
    enable = Boolean(enable);
    const initialDelay = ~~(initialDelayMs / 1000);
    if (!this._handle) {
      this[kSetKeepAlive] = enable;
      this[kSetKeepAliveInitialDelay] = initialDelay;
    } else if (this._handle.setKeepAlive && (enable !== this[kSetKeepAlive] || (enable && this[kSetKeepAliveInitialDelay] !== initialDelay))) {
      this[kSetKeepAlive] = enable;
      this[kSetKeepAliveInitialDelay] = initialDelay;
      this._handle.setKeepAlive(enable, initialDelay);
    }
    return this;
  },
  address() { return this._getsockname(); },
  pause() {
    if (this[kBuffer] && !this.connecting && this._handle?.reading) {
      this._handle.reading = false;
      if (!this.destroyed) this._handle.readStop();
    }
    return Reflect.apply(Duplex.prototype.pause, this, []);
  },
  resume() {
    if (this[kBuffer] && !this.connecting && this._handle && !this._handle.reading) tryReadStart(this);
    return Reflect.apply(Duplex.prototype.resume, this, []);
  },
  read(n) {
    if (this[kBuffer] && !this.connecting && this._handle && !this._handle.reading) tryReadStart(this);
    return Reflect.apply(Duplex.prototype.read, this, [n]);
  },
  _read(n) {
    if (this.connecting || !this._handle) this.once('connect', () => this._read(n));
    else if (!this._handle.reading) tryReadStart(this);
  },
  end(data, encoding, callback) {
    Reflect.apply(Duplex.prototype.end, this, [data, encoding, callback]);
    return this;
  },
  resetAndDestroy() {
    if (this._handle) {
      if (!(this._handle instanceof TCP)) throw new codes.ERR_INVALID_HANDLE_TYPE();
      if (this.connecting) this.once('connect', () => this._reset());
      else this._reset();
    } else {
      this.destroy(new codes.ERR_SOCKET_CLOSED());
    }
    return this;
  },
  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', this.destroy);
  },
  _destroy(exception, callback) {
    this.connecting = false;
    for (let s = this; s !== null; s = s._parent) clearTimeout(s[kTimeout]);
    const handle = this._handle;
    if (handle) {
      const isException = Boolean(exception);
      this[kBytesRead] = handle.bytesRead;
      this[kBytesWritten] = handle.bytesWritten;
      const socket = this;
      const closed = function closed() { socket.emit('close', isException); };
      if (this.resetAndClosing) {
        this.resetAndClosing = false;
        handle.reset(closed);
      } else {
        handle.close(closed);
      }
      handle.onread = noop;
      this._handle = null;
      this._sockname = null;
      callback(exception);
    } else {
      callback(exception);
      process.nextTick(emitCloseNT, this);
    }
    if (this._server) {
      this._server._connections--;
      this._server._emitCloseIfDrained?.();
    }
  },
  _writeGeneric(writev, data, encoding, callback) {
    // Not connected: what is to be written waits, and how much it is counts.
    if (this.connecting) {
      this._pendingData = data;
      this._pendingEncoding = encoding;
      const onClose = () => callback(new codes.ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
      this.once('connect', function connect() {
        this.off('close', onClose);
        this._writeGeneric(writev, data, encoding, callback);
      });
      this.once('close', onClose);
      return;
    }
    this._pendingData = null;
    this._pendingEncoding = '';
    const handle = this._handle;
    if (!handle) {
      callback(new codes.ERR_SOCKET_CLOSED());
      return false;
    }
    this._unrefTimer();
    const all = writev ? data.map(({ chunk, encoding: of }) => bytes(chunk, of)) : bytes(data, encoding);
    const result = handle.write(all, (error) => onWriteComplete(this, error, callback));
    if (result === true) callback();
    else if (result !== false) callback(errnoException(result, 'write'));
    else this[kLastWriteQueueSize] = handle.writeQueueSize;
  },
  _writev(chunks, callback) { this._writeGeneric(true, chunks, '', callback); },
  _write(data, encoding, callback) { this._writeGeneric(false, data, encoding, callback); },
  _getpeername() {
    if (!this._handle || !this._handle.getpeername || this.connecting) return this._peername || {};
    if (!this._peername) this._peername = named(this._handle.getpeername());
    return this._peername ?? {};
  },
  _getsockname() {
    if (!this._handle || !this._handle.getsockname) return {};
    if (!this._sockname) this._sockname = named(this._handle.getsockname());
    return this._sockname ?? {};
  },
  _reset() {
    this.resetAndClosing = true;
    return this.destroy();
  },
  ref() { return referenced(this, 'ref'); },
  unref() { return referenced(this, 'unref'); },
};

// Only texts in UTF-8 go to the handle as they are.
function bytes(chunk, encoding) {
  if (typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') return Buffer.from(chunk, encoding);
  return chunk;
}

// A time in milliseconds, as timers take it.
function timerDuration(ms, name) {
  validateNumber(ms, name);
  if (ms < 0 || !Number.isFinite(ms)) throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', ms);
  const most = 2 ** 31 - 1;
  if (ms > most) {
    process.emitWarning(`${ms} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${most}.`, 'TimeoutOverflowWarning');
    return most;
  }
  return ms;
}


function named(address) {
  if (address === undefined) return undefined;
  const [ip, port, family] = address;
  return { address: ip, family, port };
}

function referenced(socket, name) {
  if (!socket._handle) {
    socket.once('connect', socket[name]);
    return socket;
  }
  if (typeof socket._handle[name] === 'function') socket._handle[name]();
  return socket;
}

// Node's have no names of their own.
const unnamed = { value: '' };
for (const name of Object.keys(methods)) Socket.prototype[name] = Object.defineProperty(methods[name], 'name', unnamed);

const getter = (name, get, enumerable = false) =>
  Object.defineProperty(Socket.prototype, name, { get, configurable: !enumerable, enumerable });
Object.defineProperty(Socket.prototype, '_handle', { get() { return this[kHandle]; }, set(handle) { this[kHandle] = handle; } });
getter('_connecting', function() { return this.connecting; });
getter('pending', function() { return !this._handle || this.connecting; });
getter('bufferSize', function() { return this._handle ? this.writableLength : undefined; });
getter('readyState', function() {
  if (this.connecting) return 'opening';
  if (this.readable) return this.writable ? 'open' : 'readOnly';
  return this.writable ? 'writeOnly' : 'closed';
});
getter('bytesRead', function() { return this._handle ? this._handle.bytesRead : this[kBytesRead]; }, true);
getter('_bytesDispatched', function() { return this._handle ? this._handle.bytesWritten : this[kBytesWritten]; }, true);
getter('bytesWritten', function() {
  let count = this._bytesDispatched;
  if (!this.writableBuffer) return undefined;
  for (const { chunk, encoding } of this.writableBuffer) {
    count += typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
  }
  const pending = this._pendingData;
  if (Array.isArray(pending)) {
    for (const { chunk, encoding } of pending) count += typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
  } else if (pending) {
    count += typeof pending === 'string' ? Buffer.byteLength(pending, this._pendingEncoding) : pending.byteLength;
  }
  return count;
}, true);
getter('remoteAddress', function() { return this._getpeername().address; }, true);
getter('remoteFamily', function() { return this._getpeername().family; }, true);
getter('remotePort', function() { return this._getpeername().port; }, true);
getter('localAddress', function() { return this._getsockname().address; }, true);
getter('localPort', function() { return this._getsockname().port; }, true);
getter('localFamily', function() { return this._getsockname().family; }, true);

module.exports = {
  Socket, createHandle, timerDuration, initSocketHandle, emitCloseNT, kAsyncId, kTimeout, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay,
};
