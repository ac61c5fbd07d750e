'use strict';

// Writable: one chunk is being written, the others wait in a buffer; write
// tells by false that the buffer is above the high water mark.

const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { inspectWritable } = require('internal/streams/shown');
const state = require('internal/streams/state');
const { codes } = require('internal/errors');

const { kOnConstructed } = state;
const kOnFinished = Symbol('kOnFinished');
function nop() {}

function WritableState(options, stream, isDuplex) {
  this.objectMode = !!options?.objectMode || !!(isDuplex && options?.writableObjectMode);
  this.highWaterMark = options ?
    state.highWaterMark(this, options, 'writableHighWaterMark', isDuplex) : state.defaultHighWaterMark(false);
  this.decodeStrings = !(options && options.decodeStrings === false);
  this.emitClose = !(options && options.emitClose === false);
  this.autoDestroy = !(options && options.autoDestroy === false);
  this.defaultEncoding = state.defaultEncoding(options);
  this.length = 0;
  this.corked = 0;
  this.onwrite = onwrite.bind(undefined, stream);
  this.writelen = 0;
  this.writecb = undefined; // null once there was one
  this.expectCallback = false; // _write has been called, and has not called back
  this.afterWriteTickInfo = undefined;
  this.afterWritePending = false;
  this.pendingcb = 0;
  this.finalCalled = false;
  this.needDrain = false;
  this.ending = false;
  this.ended = false;
  this.finished = false;
  this.destroyed = false;
  this.writing = false;
  this.sync = true; // _write is on the stack: its callback waits for a tick
  this.bufferProcessing = false;
  this.constructed = true;
  this.prefinished = false;
  this.errorEmitted = false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.writable = undefined;
  this[kOnFinished] = undefined;
  resetBuffer(this);
}

function resetBuffer(w) {
  w.waiting = null;
  w.bufferedIndex = 0;
  w.allBuffers = true;
  w.allNoop = true;
}

WritableState.prototype.getBuffer = function getBuffer() { return this.waiting ? this.waiting.slice(this.bufferedIndex) : []; };
Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  get() { return this.waiting ? this.waiting.length - this.bufferedIndex : 0; },
});
Object.defineProperty(WritableState.prototype, 'buffered', { get() { return this.waiting || []; } });
WritableState.prototype[kOnConstructed] = function onConstructed(stream) {
  if (!this.writing) clearBuffer(stream, this);
  if (this.ending) finishMaybe(stream, this);
};
state.hide(WritableState.prototype, Symbol.for('nodejs.util.inspect.custom'), inspectWritable);

function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  this._events ??= { close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined };
  this._writableState = new WritableState(options, this, false);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/abort').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct != null) construct(this, () => this._writableState[kOnConstructed](this));
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function () { errorOrDestroy(this, new codes.ERR_STREAM_CANNOT_PIPE()); };

// Writes a chunk: whether more may come, or the error of having come too late.
function write(stream, chunk, encoding, callback) {
  const w = stream._writableState;
  if (typeof callback !== 'function') callback = nop;
  if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
  // Objects go on as they are, and with no encoding if none was given.
  if (!w.objectMode) {
    if (!encoding) encoding = w.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
    if (typeof chunk === 'string') {
      if (w.decodeStrings) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = state.asBuffer(chunk);
      encoding = 'buffer';
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }
  let error;
  if (w.ending) error = new codes.ERR_STREAM_WRITE_AFTER_END();
  else if (w.destroyed) error = new codes.ERR_STREAM_DESTROYED('write');
  if (error) {
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  w.pendingcb++;
  return writeOrBuffer(stream, w, chunk, encoding, callback);
}

Writable.prototype.write = function (chunk, encoding, cb) {
  if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  return write(this, chunk, encoding, cb) === true;
};

Writable.prototype.cork = function () { this._writableState.corked++; };
Writable.prototype.uncork = function () {
  const w = this._writableState;
  if (!w.corked) return;
  w.corked--;
  if (!w.writing) clearBuffer(this, w);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

function writeOrBuffer(stream, w, chunk, encoding, callback) {
  const length = w.objectMode ? 1 : chunk.length;
  w.length += length;
  if (w.writing || w.corked || w.errored || !w.constructed) {
    (w.waiting ??= []).push({ chunk, encoding, callback });
    if (encoding !== 'buffer') w.allBuffers = false;
    if (callback !== nop) w.allNoop = false;
  } else {
    begin(w, length, callback);
    stream._write(chunk, encoding, w.onwrite);
    w.sync = false;
  }
  // What was written meanwhile is not in the buffer any more.
  const more = w.length < w.highWaterMark || w.length === 0;
  if (!more) w.needDrain = true;
  return more && !w.destroyed && !w.errored;
}

function begin(w, length, callback) {
  w.writelen = length;
  if (callback !== nop) w.writecb = callback;
  w.writing = w.sync = w.expectCallback = true;
}

function writeNow(stream, w, many, length, chunk, encoding, callback) {
  begin(w, length, callback);
  if (w.destroyed) w.onwrite(new codes.ERR_STREAM_DESTROYED('write'));
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
  if (!w.expectCallback) {
    errorOrDestroy(stream, new codes.ERR_MULTIPLE_CALLBACK());
    return;
  }
  const { sync } = w;
  const callback = w.writecb || nop;
  w.writecb = null;
  w.writing = w.expectCallback = false;
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
  if (w.waiting) clearBuffer(stream, w);
  if (sync) afterSyncWrite(stream, w, callback);
  else afterWrite(stream, w, 1, callback);
}

// Callbacks that are the same function share a tick, and a tick that would
// tell nobody is not made.
function afterSyncWrite(stream, w, callback) {
  // A stream of objects has its tick in any case.
  const needTick = w.objectMode || (w.needDrain && w.length === 0);
  if (callback === nop) {
    if (!w.afterWritePending && needTick) {
      process.nextTick(afterWrite, stream, w, 1, callback);
      w.afterWritePending = true;
    } else {
      w.pendingcb--;
      if (w.ending) finishMaybe(stream, w, true);
    }
  } else if (w.afterWriteTickInfo?.callback === callback) {
    w.afterWriteTickInfo.count++;
  } else {
    w.afterWriteTickInfo = { count: 1, callback };
    process.nextTick(afterWriteTick, stream, w, w.afterWriteTickInfo);
    w.afterWritePending = true;
  }
}

function afterWriteTick(stream, w, info) {
  w.afterWriteTickInfo = null;
  afterWrite(stream, w, info.count, info.callback);
}

function afterWrite(stream, w, count, callback) {
  w.afterWritePending = false;
  if (w.needDrain && !w.ending && !w.destroyed && w.length === 0) {
    w.needDrain = false;
    stream.emit('drain');
  }
  while (count-- > 0) {
    w.pendingcb--;
    callback(null);
  }
  if (w.destroyed) failBuffer(w);
  if (w.ending) finishMaybe(stream, w, true);
}

// What waits when a stream fails or is destroyed is never written.
function failBuffer(w) {
  if (w.writing) return;
  if (w.waiting) {
    for (let i = w.bufferedIndex; i < w.waiting.length; i++) {
      const { chunk, callback } = w.waiting[i];
      w.length -= w.objectMode ? 1 : chunk.length;
      callback(w.errored ?? new codes.ERR_STREAM_DESTROYED('write'));
    }
  }
  callFinished(w, w.errored ?? new codes.ERR_STREAM_DESTROYED('end'));
  resetBuffer(w);
}

function clearBuffer(stream, w) {
  if (w.destroyed || w.bufferProcessing || w.corked || !w.waiting || !w.constructed) return;
  const buffered = w.waiting;
  const count = buffered.length - w.bufferedIndex;
  if (!count) return;
  let i = w.bufferedIndex;
  w.bufferProcessing = true;
  if (count > 1 && stream._writev) {
    w.pendingcb -= count - 1;
    const tellAll = (error) => {
      for (let at = i; at < buffered.length; ++at) buffered[at].callback(error);
    };
    const callback = w.allNoop ? nop : tellAll;
    // The callbacks are looked up later, in what the write may have changed.
    const chunks = w.allNoop && i === 0 ? buffered : buffered.slice(i);
    chunks.allBuffers = w.allBuffers;
    writeNow(stream, w, true, w.length, chunks, '', callback);
    resetBuffer(w);
  } else {
    do {
      const { chunk, encoding, callback } = buffered[i];
      buffered[i++] = null;
      writeNow(stream, w, false, w.objectMode ? 1 : chunk.length, chunk, encoding, callback);
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

Writable.prototype._write = function (chunk, encoding, cb) {
  if (this._writev) this._writev([{ chunk, encoding }], cb);
  else throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_write()');
};
Writable.prototype._writev = null;

Writable.prototype.end = function (chunk, encoding, cb) {
  const w = this._writableState;
  if (typeof chunk === 'function') {
    cb = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  let error;
  if (chunk != null) {
    const result = write(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (w.corked) {
    w.corked = 1;
    this.uncork();
  }
  if (!error) {
    if (!w.ending && !w.errored) {
      w.ending = true;
      finishMaybe(this, w, true);
      w.ended = true;
    } else if (w.finished) {
      error = new codes.ERR_STREAM_ALREADY_FINISHED('end');
    } else if (w.destroyed) {
      error = new codes.ERR_STREAM_DESTROYED('end');
    }
  }
  if (typeof cb === 'function') {
    if (error || w.errored) process.nextTick(cb, error || w.errored);
    else if (w.finished) process.nextTick(cb, null);
    else (w[kOnFinished] ??= []).push(cb);
  }
  return this;
};

function needFinish(w) {
  return w.ending && w.constructed && !w.destroyed && !w.finished && !w.writing && !w.errorEmitted && !w.closeEmitted &&
    !w.errored && !w.waiting && w.length === 0;
}

// _final has called back.
function onFinal(stream, w, error) {
  if (w.prefinished) {
    errorOrDestroy(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
    return;
  }
  w.pendingcb--;
  if (error) {
    callFinished(w, error);
    errorOrDestroy(stream, error, w.sync);
  } else if (needFinish(w)) {
    w.prefinished = true;
    stream.emit('prefinish');
    w.pendingcb++;
    process.nextTick(finish, stream, w);
  }
}

function prefinish(stream, w) {
  if (w.prefinished || w.finalCalled) return;
  w.finalCalled = true;
  if (typeof stream._final !== 'function' || w.destroyed) {
    w.prefinished = true;
    stream.emit('prefinish');
    return;
  }
  w.sync = true;
  w.pendingcb++;
  try {
    stream._final((error) => onFinal(stream, w, error));
  } catch (error) {
    onFinal(stream, w, error);
  }
  w.sync = false;
}

function finishMaybe(stream, w, sync) {
  if (!needFinish(w)) return;
  prefinish(stream, w);
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
  callFinished(w, null);
  stream.emit('finish');
  if (!w.autoDestroy) return;
  // A duplex stream lives on until its readable side is over too.
  const r = stream._readableState;
  if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
}

// Calls those who asked end to tell them.
function callFinished(w, error) {
  const callbacks = w[kOnFinished];
  if (!callbacks) return;
  w[kOnFinished] = null;
  for (const callback of callbacks) callback(error);
}

Writable.prototype.destroy = function (error, callback) {
  const w = this._writableState;
  if ((w.waiting || w[kOnFinished]) && !w.destroyed) process.nextTick(failBuffer, w);
  destroy.call(this, error, callback);
  return this;
};
Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function (error, callback) { callback(error); };
Writable.prototype[Symbol.for('nodejs.rejection')] = function (error) { this.destroy(error); };
if (Symbol.asyncDispose) {
  Writable.prototype[Symbol.asyncDispose] = function () {
    const { AbortError } = require('internal/errors');
    if (!this.destroyed) this.destroy(this.writableFinished ? null : new AbortError());
    return new Promise((resolve, reject) => {
      require('internal/streams/finished').finished(this, (error) => {
        if (error && error.name !== 'AbortError') reject(error);
        else resolve(null);
      });
    });
  };
}

state.getters(Writable.prototype, {
  closed: { get() { return this._writableState ? this._writableState.closed : false; } },
  destroyed: {
    get() { return this._writableState ? this._writableState.destroyed : false; },
    set(value) { if (this._writableState) this._writableState.destroyed = value; },
  },
  writable: {
    get() {
      const w = this._writableState;
      return !!w && w.writable !== false && !w.ending && !w.ended && !w.destroyed && !w.errored;
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
      return w ? w.needDrain && !w.destroyed && !w.ending : false;
    },
  },
  writableHighWaterMark: { get() { return this._writableState && this._writableState.highWaterMark; } },
  writableCorked: { get() { return this._writableState ? this._writableState.corked : 0; } },
  writableLength: { get() { return this._writableState && this._writableState.length; } },
  errored: { get() { return this._writableState ? this._writableState.errored : null; } },
  writableAborted: {
    get() {
      const w = this._writableState;
      return w.writable !== false && !!(w.destroyed || w.errored) && !w.finished;
    },
  },
});
Writable.fromWeb = (stream, options) => require('internal/webstreams/adapters').writableFromWeb(stream, options);
Writable.toWeb = (stream) => require('internal/webstreams/adapters').writableToWeb(stream);

module.exports = Writable;
