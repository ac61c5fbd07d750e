'use strict';

// Readable: chunks wait in a buffer, up to the high water mark, and flow as
// 'data' or are read.

const { Stream, prependListener } = require('internal/streams/legacy');
const { construct, destroy, destroyer, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { inspectReadable } = require('internal/streams/shown');
const state = require('internal/streams/state');
const { codes } = require('internal/errors');

const { kOnConstructed } = state;

function ReadableState(options, stream, isDuplex) {
  this.objectMode = !!options?.objectMode || !!(isDuplex && options?.readableObjectMode);
  this.highWaterMark = options ?
    state.highWaterMark(this, options, 'readableHighWaterMark', isDuplex) : state.defaultHighWaterMark(false);
  this.buffer = []; // from bufferIndex on
  this.bufferIndex = 0;
  this.length = 0;
  this.pipes = [];
  this.flowing = null; // null until somebody has said whether it should
  this.isPaused = null; // by pause(), as far as that was said
  this.ended = false;
  this.endEmitted = false;
  this.reading = false;
  this.constructed = true;
  this.sync = true; // _read is on the stack: what it pushes waits
  this.needReadable = false;
  this.emittedReadable = false;
  this.readableListening = false;
  this.dataListening = false;
  this.resumeScheduled = false;
  this.errorEmitted = false;
  this.emitClose = !(options && options.emitClose === false);
  this.autoDestroy = !(options && options.autoDestroy === false);
  this.destroyed = false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.defaultEncoding = state.defaultEncoding(options);
  this.awaitDrainWriters = null;
  this.multiAwaitDrain = false;
  this.readingMore = false;
  this.dataEmitted = false;
  this.decoder = null;
  this.encoding = null;
  if (options?.encoding) {
    const { StringDecoder } = require('string_decoder');
    this.decoder = new StringDecoder(options.encoding);
    this.encoding = options.encoding;
  }
}
ReadableState.prototype[kOnConstructed] = function onConstructed(stream) { if (this.needReadable) maybeReadMore(stream, this); };
state.hide(ReadableState.prototype, Symbol.for('nodejs.util.inspect.custom'), inspectReadable);
state.getters(ReadableState.prototype, {
  pipesCount: { get() { return this.pipes.length; } },
  paused: { get() { return this.isPaused === true; }, set(value) { this.isPaused = !!value; } },
});

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  this._events ??= { close: undefined, error: undefined, data: undefined, end: undefined, readable: undefined };
  this._readableState = new ReadableState(options, this, false);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/abort').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct != null) construct(this, () => this._readableState[kOnConstructed](this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function (error, callback) { callback(error); };
Readable.prototype[Symbol.for('nodejs.rejection')] = function (error) { this.destroy(error); };
if (Symbol.asyncDispose) {
  Readable.prototype[Symbol.asyncDispose] = function () {
    const { AbortError } = require('internal/errors');
    let error;
    if (!this.destroyed) {
      error = this.readableEnded ? null : new AbortError();
      this.destroy(error);
    }
    return new Promise((resolve, reject) => {
      require('internal/streams/finished').finished(this, (failed) => (failed && failed !== error ? reject(failed) : resolve(null)));
    });
  };
}

// --- what comes in ---

Readable.prototype.push = function push(chunk, encoding) {
  const r = this._readableState;
  if (chunk === null) return end(this, r);
  if (!r.objectMode) {
    if (typeof chunk === 'string') {
      encoding = encoding || r.defaultEncoding;
      if (r.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        encoding = '';
      }
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = state.asBuffer(chunk);
      encoding = '';
    } else if (chunk !== undefined) {
      return refuse(this, chunk);
    }
    if (!chunk || chunk.length <= 0) {
      r.reading = false;
      maybeReadMore(this, r);
      return canPushMore(r);
    }
  }
  if (r.ended) {
    errorOrDestroy(this, new codes.ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if (r.destroyed || r.errored) return false;
  r.reading = false;
  if (r.decoder && !encoding) {
    chunk = r.decoder.write(chunk);
    if (!r.objectMode && chunk.length === 0) {
      maybeReadMore(this, r);
      return canPushMore(r);
    }
  }
  addChunk(this, r, chunk, false);
  return canPushMore(r);
};

Readable.prototype.unshift = function (chunk, encoding) {
  const r = this._readableState;
  if (chunk === null) return end(this, r);
  if (!r.objectMode) {
    if (typeof chunk === 'string') {
      encoding = encoding || r.defaultEncoding;
      if (r.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        if (r.encoding) chunk = chunk.toString(r.encoding);
      }
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = state.asBuffer(chunk);
    } else if (chunk !== undefined) {
      return refuse(this, chunk);
    }
    if (!(chunk && chunk.length > 0)) return canPushMore(r);
  }
  if (r.endEmitted) errorOrDestroy(this, new codes.ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
  else if (r.destroyed || r.errored) return false;
  else addChunk(this, r, chunk, true);
  return canPushMore(r);
};

function refuse(stream, chunk) {
  errorOrDestroy(stream, new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk));
  return false;
}

function end(stream, r) {
  r.reading = false;
  onEnd(stream, r);
  return false;
}

const canPushMore = (r) => !r.ended && (r.length < r.highWaterMark || r.length === 0);

function addChunk(stream, r, chunk, toFront) {
  if (r.flowing && r.dataListening && !r.sync && r.length === 0) {
    forgetDrains(r);
    r.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    r.length += r.objectMode ? 1 : chunk.length;
    if (!toFront) r.buffer.push(chunk);
    else if (r.bufferIndex > 0) r.buffer[--r.bufferIndex] = chunk;
    else r.buffer.unshift(chunk);
    if (r.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, r);
}

function forgetDrains(r) {
  if (r.multiAwaitDrain) r.awaitDrainWriters.clear();
  else r.awaitDrainWriters = null;
}

Readable.prototype.isPaused = function () {
  const r = this._readableState;
  return r.isPaused === true || r.flowing === false;
};

Readable.prototype.setEncoding = function (encoding) {
  const { StringDecoder } = require('string_decoder');
  const r = this._readableState;
  const decoder = new StringDecoder(encoding);
  r.decoder = decoder;
  r.encoding = decoder.encoding;
  let content = '';
  for (const data of r.buffer.slice(r.bufferIndex)) content += decoder.write(data);
  r.buffer.length = 0;
  r.bufferIndex = 0;
  if (content !== '') r.buffer.push(content);
  r.length = content.length;
  return this;
};

function onEnd(stream, r) {
  if (r.ended) return;
  if (r.decoder) {
    const chunk = r.decoder.end();
    if (chunk && chunk.length) {
      r.buffer.push(chunk);
      r.length += r.objectMode ? 1 : chunk.length;
    }
  }
  r.ended = true;
  if (r.sync) {
    emitReadable(stream);
  } else {
    r.needReadable = false;
    r.emittedReadable = true;
    emitReadableNow(stream);
  }
}

// --- what goes out ---

const largestMark = 0x40000000;
function raisedMark(n) {
  if (n > largestMark) throw new codes.ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  let mark = 1;
  while (mark < n) mark *= 2;
  return mark;
}

function howMuch(n, r) {
  if (n <= 0 || (r.length === 0 && r.ended)) return 0;
  if (r.objectMode) return 1;
  if (Number.isNaN(n)) return r.flowing && r.length ? r.buffer[r.bufferIndex].length : r.length;
  if (n <= r.length) return n;
  return r.ended ? r.length : 0;
}

Readable.prototype.read = function read(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const r = this._readableState;
  const asked = n;
  if (n > r.highWaterMark) r.highWaterMark = raisedMark(n);
  if (n !== 0) r.emittedReadable = false;
  if (n === 0 && r.needReadable && ((r.highWaterMark !== 0 ? r.length >= r.highWaterMark : r.length > 0) || r.ended)) {
    if (r.length === 0 && r.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = howMuch(n, r);
  if (n === 0 && r.ended) {
    if (r.length === 0) endReadable(this);
    return null;
  }
  const wanted = r.needReadable || r.length === 0 || r.length - n < r.highWaterMark;
  if (wanted && !r.reading && !r.ended && !r.destroyed && !r.errored && r.constructed) {
    r.reading = r.sync = true;
    if (r.length === 0) r.needReadable = true;
    try {
      this._read(r.highWaterMark);
    } catch (error) {
      errorOrDestroy(this, error);
    }
    r.sync = false;
    if (!r.reading) n = howMuch(asked, r);
  }
  const result = n > 0 ? take(n, r) : null;
  if (result === null) {
    if (r.length <= r.highWaterMark) r.needReadable = true;
    n = 0;
  } else {
    r.length -= n;
    forgetDrains(r);
  }
  if (r.length === 0) {
    if (!r.ended) r.needReadable = true;
    if (asked !== n && r.ended) endReadable(this);
  }
  if (result !== null && !r.errorEmitted && !r.closeEmitted) {
    r.dataEmitted = true;
    this.emit('data', result);
  }
  return result;
};

// Takes n out of the buffer: whole chunks, and a part of the last one.
function take(n, r) {
  if (r.length === 0) return null;
  const { buffer } = r;
  let at = r.bufferIndex;
  let result;
  if (r.objectMode || n === buffer[at].length) {
    result = buffer[at];
    buffer[at++] = null;
  } else if (n && n < buffer[at].length) {
    result = buffer[at].slice(0, n);
    buffer[at] = buffer[at].slice(n);
  } else {
    const parts = [];
    let rest = n && n < r.length ? n : r.length;
    const whole = rest;
    while (rest > 0) {
      const chunk = buffer[at];
      if (rest < chunk.length) {
        parts.push(chunk.slice(0, rest));
        buffer[at] = chunk.slice(rest);
        break;
      }
      parts.push(chunk);
      rest -= chunk.length;
      buffer[at++] = null;
    }
    result = r.decoder ? parts.join('') : parts.length === 1 ? parts[0] : Buffer.concat(parts, whole);
  }
  if (at === buffer.length) {
    buffer.length = 0;
    r.bufferIndex = 0;
  } else if (at > 1024) {
    buffer.splice(0, at);
    r.bufferIndex = 0;
  } else {
    r.bufferIndex = at;
  }
  return result;
}

function emitReadable(stream) {
  const r = stream._readableState;
  r.needReadable = false;
  if (r.emittedReadable) return;
  r.emittedReadable = true;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const r = stream._readableState;
  if (!r.destroyed && !r.errored && (r.length || r.ended)) {
    stream.emit('readable');
    r.emittedReadable = false;
  }
  if (!r.flowing && !r.ended && r.length <= r.highWaterMark) r.needReadable = true;
  flow(stream);
}

// Reads ahead, in a tick, while the buffer is below its mark.
function maybeReadMore(stream, r) {
  if (r.readingMore || !r.constructed) return;
  r.readingMore = true;
  process.nextTick(readMore, stream, r);
}

function readMore(stream, r) {
  while (!r.reading && !r.ended && (r.length < r.highWaterMark || (r.flowing && r.length === 0))) {
    const before = r.length;
    stream.read(0);
    if (before === r.length) break;
  }
  r.readingMore = false;
}

Readable.prototype._read = function (n) { throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_read()'); };

// --- pipes ---

Readable.prototype.pipe = function (destination, options) {
  const source = this;
  const r = this._readableState;
  if (r.pipes.length === 1 && !r.multiAwaitDrain) {
    r.multiAwaitDrain = true;
    r.awaitDrainWriters = new Set(r.awaitDrainWriters ? [r.awaitDrainWriters] : []);
  }
  r.pipes.push(destination);
  const doEnd = (!options || options.end !== false) && destination !== process.stdout && destination !== process.stderr;
  const atEnd = doEnd ? onend : unpipe;
  if (r.endEmitted) process.nextTick(atEnd);
  else source.once('end', atEnd);

  let ondrain;
  let cleanedUp = false;
  destination.on('unpipe', onunpipe);
  function onunpipe(readable, info) {
    if (readable === source && info && info.hasUnpiped === false) {
      info.hasUnpiped = true;
      cleanup();
    }
  }
  function onend() { destination.end(); }
  function cleanup() {
    destination.removeListener('close', onclose);
    destination.removeListener('finish', onfinish);
    if (ondrain) destination.removeListener('drain', ondrain);
    destination.removeListener('error', onerror);
    destination.removeListener('unpipe', onunpipe);
    source.removeListener('end', onend);
    source.removeListener('end', unpipe);
    source.removeListener('data', ondata);
    cleanedUp = true;
    // Nobody else will tell that it has drained.
    if (ondrain && r.awaitDrainWriters && (!destination._writableState || destination._writableState.needDrain)) ondrain();
  }
  function pause() {
    if (!cleanedUp) {
      if (r.pipes.length === 1 && r.pipes[0] === destination) {
        r.awaitDrainWriters = destination;
        r.multiAwaitDrain = false;
      } else if (r.pipes.length > 1 && r.pipes.includes(destination)) {
        r.awaitDrainWriters.add(destination);
      }
      source.pause();
    }
    if (!ondrain) {
      ondrain = () => drained(source, destination);
      destination.on('drain', ondrain);
    }
  }
  source.on('data', ondata);
  function ondata(chunk) { if (destination.write(chunk) === false) pause(); }
  function onerror(error) {
    unpipe();
    destination.removeListener('error', onerror);
    if (destination.listenerCount('error') !== 0) return;
    const other = destination._writableState || destination._readableState;
    if (other && !other.errorEmitted) errorOrDestroy(destination, error);
    else destination.emit('error', error);
  }
  prependListener(destination, 'error', onerror);
  function onclose() {
    destination.removeListener('finish', onfinish);
    unpipe();
  }
  destination.once('close', onclose);
  function onfinish() {
    destination.removeListener('close', onclose);
    unpipe();
  }
  destination.once('finish', onfinish);
  function unpipe() { source.unpipe(destination); }
  destination.emit('pipe', source);
  if (destination.writableNeedDrain === true) pause();
  else if (!r.flowing) source.resume();
  return destination;
};

function drained(source, destination) {
  const r = source._readableState;
  if (r.awaitDrainWriters === destination) r.awaitDrainWriters = null;
  else if (r.multiAwaitDrain) r.awaitDrainWriters.delete(destination);
  if ((!r.awaitDrainWriters || r.awaitDrainWriters.size === 0) && r.dataListening) source.resume();
}

Readable.prototype.unpipe = function (destination) {
  const r = this._readableState;
  if (r.pipes.length === 0) return this;
  if (!destination) {
    const all = r.pipes;
    r.pipes = [];
    this.pause();
    for (const one of all) one.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  const at = r.pipes.indexOf(destination);
  if (at === -1) return this;
  r.pipes.splice(at, 1);
  if (r.pipes.length === 0) this.pause();
  destination.emit('unpipe', this, { hasUnpiped: false });
  return this;
};

// --- listeners, and whether it flows ---

Readable.prototype.on = function (event, listener) {
  const result = Stream.prototype.on.call(this, event, listener);
  const r = this._readableState;
  if (event === 'data') {
    r.dataListening = true;
    if (this.listenerCount('readable') > 0) r.readableListening = true;
    if (r.flowing !== false) this.resume();
  } else if (event === 'readable' && !r.endEmitted && !r.readableListening) {
    r.readableListening = r.needReadable = true;
    r.flowing = r.emittedReadable = false;
    if (r.length) emitReadable(this);
    else if (!r.reading) process.nextTick(() => this.read(0));
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

Readable.prototype.removeListener = function (event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  if (event === 'readable') process.nextTick(listenersChanged, this);
  else if (event === 'data' && this.listenerCount('data') === 0) this._readableState.dataListening = false;
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function (event) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (event === 'readable' || event === undefined) process.nextTick(listenersChanged, this);
  return result;
};

function listenersChanged(stream) {
  const r = stream._readableState;
  r.readableListening = stream.listenerCount('readable') > 0;
  if (r.resumeScheduled && r.isPaused === false) r.flowing = true;
  else if (r.dataListening) stream.resume();
  else if (!r.readableListening) r.flowing = null;
}

Readable.prototype.resume = function () {
  const r = this._readableState;
  if (!r.flowing) {
    r.flowing = !r.readableListening;
    if (!r.resumeScheduled) {
      r.resumeScheduled = true;
      process.nextTick(resumeNow, this, r);
    }
  }
  r.isPaused = false;
  return this;
};

function resumeNow(stream, r) {
  if (!r.reading) stream.read(0);
  r.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (r.flowing && !r.reading) stream.read(0);
}

Readable.prototype.pause = function () {
  const r = this._readableState;
  if (r.flowing !== false) {
    r.flowing = false;
    this.emit('pause');
  }
  r.isPaused = true;
  return this;
};

function flow(stream) {
  const r = stream._readableState;
  while (r.flowing && stream.read() !== null);
}

/** Takes the place of an old stream's 'data' and 'end'. */
Readable.prototype.wrap = function (stream) {
  let paused = false;
  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (error) => errorOrDestroy(this, error));
  stream.on('close', () => this.destroy());
  stream.on('destroy', () => this.destroy());
  this._read = () => {
    if (paused && stream.resume) {
      paused = false;
      stream.resume();
    }
  };
  for (const key of Object.keys(stream).slice(1)) {
    if (this[key] === undefined && typeof stream[key] === 'function') this[key] = stream[key].bind(stream);
  }
  return this;
};

Readable.prototype[Symbol.asyncIterator] = function () { return require('internal/streams/iterator').iterate(this); };
Readable.prototype.iterator = function (options) {
  if (options !== undefined) require('internal/validators').validateObject(options, 'options');
  return require('internal/streams/iterator').iterate(this, options);
};

state.getters(Readable.prototype, {
  readable: {
    get() {
      const r = this._readableState;
      return !!r && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted;
    },
    set(value) { if (this._readableState) this._readableState.readable = !!value; },
  },
  readableDidRead: { get() { return this._readableState.dataEmitted; } },
  readableAborted: {
    get() {
      const r = this._readableState;
      return !!(r.readable !== false && (r.destroyed || r.errored) && !r.endEmitted);
    },
  },
  readableHighWaterMark: { get() { return this._readableState.highWaterMark; } },
  readableBuffer: { get() { return this._readableState && this._readableState.buffer; } },
  readableFlowing: {
    get() { return this._readableState.flowing; },
    set(value) { if (this._readableState) this._readableState.flowing = value == null ? null : !!value; },
  },
  readableLength: { get() { return this._readableState.length; } },
  readableObjectMode: { get() { return this._readableState ? this._readableState.objectMode : false; } },
  readableEncoding: { get() { return this._readableState ? this._readableState.encoding : null; } },
  errored: { get() { return this._readableState ? this._readableState.errored : null; } },
  closed: { get() { return this._readableState ? this._readableState.closed : false; } },
  destroyed: {
    get() { return this._readableState ? this._readableState.destroyed : false; },
    set(value) { if (this._readableState) this._readableState.destroyed = value; },
  },
  readableEnded: { get() { return this._readableState ? this._readableState.endEmitted : false; } },
});

// --- the end ---

function endReadable(stream) {
  const r = stream._readableState;
  if (r.endEmitted) return;
  r.ended = true;
  process.nextTick(endNow, r, stream);
}

function endNow(r, stream) {
  if (r.errored || r.closeEmitted || r.endEmitted || r.length !== 0) return;
  r.endEmitted = true;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(() => {
      if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
    });
  } else if (r.autoDestroy) {
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}

Readable.from = function (iterable, options) { return require('internal/streams/from')(Readable, iterable, options); };
Readable.fromWeb = (stream, options) => require('internal/webstreams/adapters').readableFromWeb(stream, options);
Readable.toWeb = (stream, options) => require('internal/webstreams/adapters').readableToWeb(stream, options);
Readable.wrap = function (source, options) {
  return new Readable({
    objectMode: source.readableObjectMode ?? source.objectMode ?? true,
    ...options,
    destroy(error, callback) {
      destroyer(source, error);
      callback(error);
    },
  }).wrap(source);
};
Readable._fromList = take;

module.exports = Readable;
