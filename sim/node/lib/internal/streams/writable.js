'use strict';

// Writable: one chunk is being written, the others wait in a buffer; write
// tells by false that the buffer is above the high water mark.

const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy } = require('internal/streams/destroy');
const state = require('internal/streams/state');
const {
  ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_MULTIPLE_CALLBACK, ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_CANNOT_PIPE,
  ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END, ERR_UNKNOWN_ENCODING,
} = require('internal/errors').codes;

const kOnFinished = Symbol('kOnFinished');
function nop() {}

function WritableState(options, stream, isDuplex) {
  if (typeof isDuplex !== 'boolean') isDuplex = stream instanceof Stream.Duplex;
  this.objectMode = !!options?.objectMode || (isDuplex && !!options?.writableObjectMode);
  this.highWaterMark = options ?
    state.highWaterMark(this, options, 'writableHighWaterMark', isDuplex) : state.defaultHighWaterMark(false);
  this.finalCalled = false;
  this.needDrain = false;
  this.ending = false;
  this.ended = false;
  this.finished = false;
  this.destroyed = false;
  this.decodeStrings = !(options && options.decodeStrings === false);
  this.defaultEncoding = options?.defaultEncoding || 'utf8';
  this.length = 0;
  this.writing = false;
  this.corked = 0;
  this.sync = true; // _write is on the stack: its callback waits for a tick
  this.bufferProcessing = false;
  this.onwrite = (error) => onwrite(stream, error);
  this.writecb = null;
  this.writelen = 0;
  this.afterWriteTickInfo = null;
  resetBuffer(this);
  this.pendingcb = 0;
  this.constructed = true;
  this.prefinished = false;
  this.errorEmitted = false;
  this.emitClose = !options || options.emitClose !== false;
  this.autoDestroy = !options || options.autoDestroy !== false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this[kOnFinished] = [];
}

function resetBuffer(w) {
  w.buffered = [];
  w.bufferedIndex = 0;
  w.allBuffers = true;
  w.allNoop = true;
}

WritableState.prototype.getBuffer = function getBuffer() { return this.buffered.slice(this.bufferedIndex); };
Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  get() { return this.buffered.length - this.bufferedIndex; },
});

function Writable(options) {
  const isDuplex = this instanceof Stream.Duplex;
  if (!isDuplex && !(this instanceof Writable)) return new Writable(options);
  this._writableState = new WritableState(options, this, isDuplex);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/abort').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  construct(this, () => {
    const w = this._writableState;
    if (!w.writing) clearBuffer(this, w);
    finishMaybe(this, w);
  });
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && !!object && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function pipe() { errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE()); };

function write(stream, chunk, encoding, callback) {
  const w = stream._writableState;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (typeof callback !== 'function') callback = nop;
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  // Objects go on as they are, and with no encoding if none was given.
  if (!w.objectMode) {
    if (!encoding) encoding = w.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
    if (typeof chunk === 'string') {
      if (w.decodeStrings !== false) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = state.asBuffer(chunk);
      encoding = 'buffer';
    } else {
      throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }
  let error;
  if (w.ending) error = new ERR_STREAM_WRITE_AFTER_END();
  else if (w.destroyed) error = new ERR_STREAM_DESTROYED('write');
  if (error) {
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  w.pendingcb++;
  return writeOrBuffer(stream, w, chunk, encoding, callback);
}

Writable.prototype.write = function (chunk, encoding, callback) { return write(this, chunk, encoding, callback) === true; };

Writable.prototype.cork = function cork() { this._writableState.corked++; };
Writable.prototype.uncork = function uncork() {
  const w = this._writableState;
  if (!w.corked) return;
  w.corked--;
  if (!w.writing) clearBuffer(this, w);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

function writeOrBuffer(stream, w, chunk, encoding, callback) {
  const length = w.objectMode ? 1 : chunk.length;
  w.length += length;
  const below = w.length < w.highWaterMark;
  if (!below) w.needDrain = true;
  if (w.writing || w.corked || w.errored || !w.constructed) {
    w.buffered.push({ chunk, encoding, callback });
    if (encoding !== 'buffer') w.allBuffers = false;
    if (callback !== nop) w.allNoop = false;
  } else {
    w.writelen = length;
    w.writecb = callback;
    w.writing = true;
    w.sync = true;
    stream._write(chunk, encoding, w.onwrite);
    w.sync = false;
  }
  return below && !w.errored && !w.destroyed;
}

function writeNow(stream, w, many, length, chunk, encoding, callback) {
  w.writelen = length;
  w.writecb = callback;
  w.writing = true;
  w.sync = true;
  if (w.destroyed) w.onwrite(new ERR_STREAM_DESTROYED('write'));
  else if (many) stream._writev(chunk, w.onwrite);
  else stream._write(chunk, encoding, w.onwrite);
  w.sync = false;
}

function onwriteError(stream, w, error, callback) {
  --w.pendingcb;
  callback(error);
  failBuffer(w);
  errorOrDestroy(stream, error);
}

function onwrite(stream, error) {
  const w = stream._writableState;
  const { sync, writecb: callback } = w;
  if (typeof callback !== 'function') {
    errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
    return;
  }
  w.writing = false;
  w.writecb = null;
  w.length -= w.writelen;
  w.writelen = 0;
  if (error) {
    void error.stack;
    if (!w.errored) w.errored = error;
    if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = error;
    if (sync) process.nextTick(onwriteError, stream, w, error, callback);
    else onwriteError(stream, w, error, callback);
    return;
  }
  if (w.buffered.length > w.bufferedIndex) clearBuffer(stream, w);
  if (!sync) {
    afterWrite(stream, w, 1, callback);
  } else if (w.afterWriteTickInfo !== null && w.afterWriteTickInfo.callback === callback) {
    w.afterWriteTickInfo.count++;
  } else {
    w.afterWriteTickInfo = { count: 1, callback };
    process.nextTick(afterWriteTick, stream, w, w.afterWriteTickInfo);
  }
}

function afterWriteTick(stream, w, info) {
  w.afterWriteTickInfo = null;
  afterWrite(stream, w, info.count, info.callback);
}

function afterWrite(stream, w, count, callback) {
  if (!w.ending && !stream.destroyed && w.length === 0 && w.needDrain) {
    w.needDrain = false;
    stream.emit('drain');
  }
  while (count-- > 0) {
    w.pendingcb--;
    callback(null);
  }
  if (w.destroyed) failBuffer(w);
  finishMaybe(stream, w);
}

// What waits when a stream fails or is destroyed is never written.
function failBuffer(w) {
  if (w.writing) return;
  for (let i = w.bufferedIndex; i < w.buffered.length; i++) {
    const { chunk, callback } = w.buffered[i];
    w.length -= w.objectMode ? 1 : chunk.length;
    callback(w.errored ?? new ERR_STREAM_DESTROYED('write'));
  }
  for (const callback of w[kOnFinished].splice(0)) callback(w.errored ?? new ERR_STREAM_DESTROYED('end'));
  resetBuffer(w);
}

function clearBuffer(stream, w) {
  if (w.corked || w.bufferProcessing || w.destroyed || !w.constructed) return;
  const { buffered, bufferedIndex, objectMode } = w;
  const waiting = buffered.length - bufferedIndex;
  if (!waiting) return;
  let i = bufferedIndex;
  w.bufferProcessing = true;
  if (waiting > 1 && stream._writev) {
    w.pendingcb -= waiting - 1;
    const callback = w.allNoop ? nop : (error) => {
      for (let at = i; at < buffered.length; ++at) buffered[at].callback(error);
    };
    const chunks = w.allNoop && i === 0 ? buffered : buffered.slice(i);
    chunks.allBuffers = w.allBuffers;
    writeNow(stream, w, true, w.length, chunks, '', callback);
    resetBuffer(w);
  } else {
    do {
      const { chunk, encoding, callback } = buffered[i];
      buffered[i++] = null;
      writeNow(stream, w, false, objectMode ? 1 : chunk.length, chunk, encoding, callback);
    } while (i < buffered.length && !w.writing);
    if (i === buffered.length) {
      resetBuffer(w);
    } else if (i > 256) {
      buffered.splice(0, i);
      w.bufferedIndex = 0;
    } else {
      w.bufferedIndex = i;
    }
  }
  w.bufferProcessing = false;
}

Writable.prototype._write = function _write(chunk, encoding, callback) {
  if (this._writev) this._writev([{ chunk, encoding }], callback);
  else throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
};
Writable.prototype._writev = null;

Writable.prototype.end = function end(chunk, encoding, callback) {
  const w = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = write(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (w.corked) {
    w.corked = 1;
    this.uncork();
  }
  if (!error) {
    if (!w.errored && !w.ending) {
      w.ending = true;
      finishMaybe(this, w, true);
      w.ended = true;
    } else if (w.finished) {
      error = new ERR_STREAM_ALREADY_FINISHED('end');
    } else if (w.destroyed) {
      error = new ERR_STREAM_DESTROYED('end');
    }
  }
  if (typeof callback === 'function') {
    if (error) process.nextTick(callback, error);
    else if (w.finished) process.nextTick(callback);
    else w[kOnFinished].push(callback);
  }
  return this;
};

function needFinish(w) {
  return w.ending && !w.destroyed && w.constructed && w.length === 0 && !w.errored && w.buffered.length === 0 &&
    !w.finished && !w.writing && !w.errorEmitted && !w.closeEmitted;
}

function callFinal(stream, w) {
  let called = false;
  const done = (error) => {
    if (called) {
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    w.pendingcb--;
    if (error) {
      for (const callback of w[kOnFinished].splice(0)) callback(error);
      errorOrDestroy(stream, error, w.sync);
    } else if (needFinish(w)) {
      w.prefinished = true;
      stream.emit('prefinish');
      w.pendingcb++;
      process.nextTick(finish, stream, w);
    }
  };
  w.sync = true;
  w.pendingcb++;
  try {
    stream._final(done);
  } catch (error) {
    done(error);
  }
  w.sync = false;
}

function finishMaybe(stream, w, sync) {
  if (!needFinish(w)) return;
  if (!w.prefinished && !w.finalCalled) {
    if (typeof stream._final === 'function' && !w.destroyed) {
      w.finalCalled = true;
      callFinal(stream, w);
    } else {
      w.prefinished = true;
      stream.emit('prefinish');
    }
  }
  if (w.pendingcb !== 0) return;
  if (sync) {
    w.pendingcb++;
    process.nextTick(() => {
      if (needFinish(w)) finish(stream, w);
      else w.pendingcb--;
    });
  } else if (needFinish(w)) {
    w.pendingcb++;
    finish(stream, w);
  }
}

function finish(stream, w) {
  w.pendingcb--;
  w.finished = true;
  for (const callback of w[kOnFinished].splice(0)) callback(null);
  stream.emit('finish');
  if (w.autoDestroy) {
    const r = stream._readableState;
    if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
  }
}

Writable.prototype.destroy = function (error, callback) {
  const w = this._writableState;
  if (!w.destroyed && (w.bufferedIndex < w.buffered.length || w[kOnFinished].length)) process.nextTick(failBuffer, w);
  destroy.call(this, error, callback);
  return this;
};
Writable.prototype._destroy = function _destroy(error, callback) { callback(error); };
Writable.prototype[Symbol.for('nodejs.rejection')] = function rejected(error) { this.destroy(error); };

const getters = {
  closed: { get() { return this._writableState ? this._writableState.closed : false; } },
  destroyed: {
    get() { return this._writableState ? this._writableState.destroyed : false; },
    set(value) { if (this._writableState) this._writableState.destroyed = value; },
  },
  writable: {
    get() {
      const w = this._writableState;
      return !!w && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended;
    },
    set(value) { if (this._writableState) this._writableState.writable = !!value; },
  },
  writableFinished: { get() { return this._writableState ? this._writableState.finished : false; } },
  writableObjectMode: { get() { return this._writableState ? this._writableState.objectMode : false; } },
  writableBuffer: { get() { return this._writableState && this._writableState.getBuffer(); } },
  writableEnded: { get() { return this._writableState ? this._writableState.ending : false; } },
  writableNeedDrain: {
    get() {
      const w = this._writableState;
      return w ? !w.destroyed && !w.ending && w.needDrain : false;
    },
  },
  writableHighWaterMark: { get() { return this._writableState && this._writableState.highWaterMark; } },
  writableCorked: { get() { return this._writableState ? this._writableState.corked : 0; } },
  writableLength: { get() { return this._writableState && this._writableState.length; } },
  errored: { get() { return this._writableState ? this._writableState.errored : null; } },
  writableAborted: {
    get() {
      const w = this._writableState;
      return !!(w.writable !== false && (w.destroyed || w.errored) && !w.finished);
    },
  },
};
for (const name of Object.keys(getters)) {
  Object.defineProperty(Writable.prototype, name, { __proto__: null, configurable: true, enumerable: false, ...getters[name] });
}


module.exports = Writable;
