'use strict';

// Readable: chunks wait in a buffer, up to the high water mark, and flow as
// 'data' or are read.


const { Stream } = require('internal/streams/legacy');
const { construct, destroy, destroyer, errorOrDestroy } = require('internal/streams/destroy');
const state = require('internal/streams/state');
const { aggregateTwoErrors, codes } = require('internal/errors');
const {
  ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE, ERR_STREAM_PUSH_AFTER_EOF,
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT,
} = codes;

const kPaused = Symbol('kPaused');

function ReadableState(options, stream, isDuplex) {
  if (typeof isDuplex !== 'boolean') isDuplex = stream instanceof Stream.Duplex;
  this.objectMode = !!options?.objectMode || (isDuplex && !!options?.readableObjectMode);
  this.highWaterMark = options ?
    state.highWaterMark(this, options, 'readableHighWaterMark', isDuplex) : state.defaultHighWaterMark(false);
  this.buffer = [];
  this.length = 0;
  this.pipes = [];
  this.flowing = null;
  this.ended = false;
  this.endEmitted = false;
  this.reading = false;
  this.constructed = true;
  this.sync = true; // _read is on the stack: what it pushes waits
  this.needReadable = false;
  this.emittedReadable = false;
  this.readableListening = false;
  this.resumeScheduled = false;
  this[kPaused] = null;
  this.errorEmitted = false;
  this.emitClose = !options || options.emitClose !== false;
  this.autoDestroy = !options || options.autoDestroy !== false;
  this.destroyed = false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.defaultEncoding = options?.defaultEncoding || 'utf8';
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

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  const isDuplex = this instanceof Stream.Duplex;
  this._readableState = new ReadableState(options, this, isDuplex);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal && !isDuplex) require('internal/streams/abort').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  construct(this, () => {
    if (this._readableState.needReadable) maybeReadMore(this, this._readableState);
  });
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

Readable.prototype.destroy = destroy;
Readable.prototype._destroy = function _destroy(error, callback) { callback(error); };
Readable.prototype[Symbol.for('nodejs.rejection')] = function rejected(error) { this.destroy(error); };
if (Symbol.asyncDispose) {
  Readable.prototype[Symbol.asyncDispose] = function asyncDispose() {
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

Readable.prototype.push = function push(chunk, encoding) { return add(this, chunk, encoding, false); };
Readable.prototype.unshift = function unshift(chunk, encoding) { return add(this, chunk, encoding, true); };

function add(stream, chunk, encoding, toFront) {
  const s = stream._readableState;
  if (!s.objectMode && chunk !== null && chunk !== undefined) {
    if (typeof chunk === 'string') {
      encoding = encoding || s.defaultEncoding;
      if (s.encoding !== encoding) {
        if (toFront && s.encoding) {
          chunk = Buffer.from(chunk, encoding).toString(s.encoding);
        } else {
          chunk = Buffer.from(chunk, encoding);
          encoding = '';
        }
      }
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = state.asBuffer(chunk);
      encoding = '';
    } else {
      errorOrDestroy(stream, new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk));
      return false;
    }
  }
  if (chunk === null) {
    s.reading = false;
    onEnd(stream, s);
  } else if (s.objectMode || (chunk && chunk.length > 0)) {
    if (toFront) {
      if (s.endEmitted) errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
      else if (s.destroyed || s.errored) return false;
      else addChunk(stream, s, chunk, true);
    } else if (s.ended) {
      errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
    } else if (s.destroyed || s.errored) {
      return false;
    } else {
      s.reading = false;
      if (s.decoder && !encoding) {
        chunk = s.decoder.write(chunk);
        if (s.objectMode || chunk.length !== 0) addChunk(stream, s, chunk, false);
        else maybeReadMore(stream, s);
      } else {
        addChunk(stream, s, chunk, false);
      }
    }
  } else if (!toFront) {
    s.reading = false;
    maybeReadMore(stream, s);
  }
  return !s.ended && (s.length < s.highWaterMark || s.length === 0);
}

function addChunk(stream, s, chunk, toFront) {
  if (s.flowing && s.length === 0 && !s.sync && stream.listenerCount('data') > 0) {
    if (s.multiAwaitDrain) s.awaitDrainWriters.clear();
    else s.awaitDrainWriters = null;
    s.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    s.length += s.objectMode ? 1 : chunk.length;
    if (toFront) s.buffer.unshift(chunk);
    else s.buffer.push(chunk);
    if (s.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, s);
}

Readable.prototype.isPaused = function isPaused() {
  return this._readableState[kPaused] === true || this._readableState.flowing === false;
};

Readable.prototype.setEncoding = function setEncoding(encoding) {
  const { StringDecoder } = require('string_decoder');
  const decoder = new StringDecoder(encoding);
  const s = this._readableState;
  s.decoder = decoder;
  s.encoding = decoder.encoding;
  let content = '';
  for (const data of s.buffer) content += decoder.write(data);
  s.buffer = content === '' ? [] : [content];
  s.length = content.length;
  return this;
};

const largestMark = 0x40000000;
function howMuch(n, s) {
  if (n <= 0 || (s.length === 0 && s.ended)) return 0;
  if (s.objectMode) return 1;
  if (Number.isNaN(n)) return s.flowing && s.length ? s.buffer[0].length : s.length;
  if (n <= s.length) return n;
  return s.ended ? s.length : 0;
}

Readable.prototype.read = function read(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const s = this._readableState;
  const asked = n;
  if (n > s.highWaterMark) {
    if (n > largestMark) throw new ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
    let mark = 1;
    while (mark < n) mark *= 2;
    s.highWaterMark = mark;
  }
  if (n !== 0) s.emittedReadable = false;
  if (n === 0 && s.needReadable && ((s.highWaterMark !== 0 ? s.length >= s.highWaterMark : s.length > 0) || s.ended)) {
    if (s.length === 0 && s.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = howMuch(n, s);
  if (n === 0 && s.ended) {
    if (s.length === 0) endReadable(this);
    return null;
  }
  const wanted = s.needReadable || s.length === 0 || s.length - n < s.highWaterMark;
  if (wanted && !s.ended && !s.reading && !s.destroyed && !s.errored && s.constructed) {
    s.reading = true;
    s.sync = true;
    if (s.length === 0) s.needReadable = true;
    try {
      this._read(s.highWaterMark);
    } catch (error) {
      errorOrDestroy(this, error);
    }
    s.sync = false;
    if (!s.reading) n = howMuch(asked, s);
  }
  const result = n > 0 ? take(n, s) : null;
  if (result === null) {
    s.needReadable = s.length <= s.highWaterMark;
    n = 0;
  } else {
    s.length -= n;
    if (s.multiAwaitDrain) s.awaitDrainWriters.clear();
    else s.awaitDrainWriters = null;
  }
  if (s.length === 0) {
    if (!s.ended) s.needReadable = true;
    if (asked !== n && s.ended) endReadable(this);
  }
  if (result !== null && !s.errorEmitted && !s.closeEmitted) {
    s.dataEmitted = true;
    this.emit('data', result);
  }
  return result;
};

// Takes n out of the buffer.
function take(n, s) {
  if (s.length === 0) return null;
  if (s.objectMode) return s.buffer.shift();
  if (!n || n >= s.length) {
    const all = s.buffer;
    s.buffer = [];
    if (s.decoder) return all.join('');
    return all.length === 1 ? all[0] : Buffer.concat(all, s.length);
  }
  const first = s.buffer[0];
  if (n < first.length) {
    s.buffer[0] = first.slice(n);
    return first.slice(0, n);
  }
  if (n === first.length) return s.buffer.shift();
  const parts = [];
  let rest = n;
  while (rest > 0) {
    const chunk = s.buffer[0];
    if (rest < chunk.length) {
      parts.push(chunk.slice(0, rest));
      s.buffer[0] = chunk.slice(rest);
      break;
    }
    parts.push(s.buffer.shift());
    rest -= chunk.length;
  }
  return s.decoder ? parts.join('') : Buffer.concat(parts, n);
}

function onEnd(stream, s) {
  if (s.ended) return;
  if (s.decoder) {
    const chunk = s.decoder.end();
    if (chunk?.length) {
      s.buffer.push(chunk);
      s.length += s.objectMode ? 1 : chunk.length;
    }
  }
  s.ended = true;
  if (s.sync) {
    emitReadable(stream);
  } else {
    s.needReadable = false;
    s.emittedReadable = true;
    emitReadableNow(stream);
  }
}

function emitReadable(stream) {
  const s = stream._readableState;
  s.needReadable = false;
  if (s.emittedReadable) return;
  s.emittedReadable = true;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const s = stream._readableState;
  if (!s.destroyed && !s.errored && (s.length || s.ended)) {
    stream.emit('readable');
    s.emittedReadable = false;
  }
  s.needReadable = !s.flowing && !s.ended && s.length <= s.highWaterMark;
  flow(stream);
}

// Reads ahead, in a tick, while the buffer is below its mark.
function maybeReadMore(stream, s) {
  if (s.readingMore || !s.constructed) return;
  s.readingMore = true;
  process.nextTick(readMore, stream, s);
}

function readMore(stream, s) {
  while (!s.reading && !s.ended && (s.length < s.highWaterMark || (s.flowing && s.length === 0))) {
    const before = s.length;
    stream.read(0);
    if (before === s.length) break;
  }
  s.readingMore = false;
}

Readable.prototype._read = function _read() { throw new ERR_METHOD_NOT_IMPLEMENTED('_read()'); };

Readable.prototype.pipe = function pipe(destination, options) {
  const source = this;
  const s = this._readableState;
  if (s.pipes.length === 1 && !s.multiAwaitDrain) {
    s.multiAwaitDrain = true;
    s.awaitDrainWriters = new Set(s.awaitDrainWriters ? [s.awaitDrainWriters] : []);
  }
  s.pipes.push(destination);
  const doEnd = (!options || options.end !== false) && destination !== process.stdout && destination !== process.stderr;
  const endFunction = doEnd ? onend : unpipe;
  if (s.endEmitted) process.nextTick(endFunction);
  else source.once('end', endFunction);

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
    if (ondrain && s.awaitDrainWriters && (!destination._writableState || destination._writableState.needDrain)) ondrain();
  }
  function pause() {
    if (!cleanedUp) {
      if (s.pipes.length === 1 && s.pipes[0] === destination) {
        s.awaitDrainWriters = destination;
        s.multiAwaitDrain = false;
      } else if (s.pipes.length > 1 && s.pipes.includes(destination)) {
        s.awaitDrainWriters.add(destination);
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
  destination.prependListener('error', onerror);
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
  else if (!s.flowing) source.resume();
  return destination;
};

function drained(source, destination) {
  const s = source._readableState;
  if (s.awaitDrainWriters === destination) s.awaitDrainWriters = null;
  else if (s.multiAwaitDrain) s.awaitDrainWriters.delete(destination);
  if ((!s.awaitDrainWriters || s.awaitDrainWriters.size === 0) && source.listenerCount('data')) source.resume();
}

Readable.prototype.unpipe = function unpipe(destination) {
  const s = this._readableState;
  if (s.pipes.length === 0) return this;
  if (!destination) {
    const all = s.pipes;
    s.pipes = [];
    this.pause();
    for (const one of all) one.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  const at = s.pipes.indexOf(destination);
  if (at === -1) return this;
  s.pipes.splice(at, 1);
  if (s.pipes.length === 0) this.pause();
  destination.emit('unpipe', this, { hasUnpiped: false });
  return this;
};

Readable.prototype.on = function on(event, listener) {
  const result = Stream.prototype.on.call(this, event, listener);
  const s = this._readableState;
  if (event === 'data') {
    s.readableListening = this.listenerCount('readable') > 0;
    if (s.flowing !== false) this.resume();
  } else if (event === 'readable' && !s.endEmitted && !s.readableListening) {
    s.readableListening = s.needReadable = true;
    s.flowing = false;
    s.emittedReadable = false;
    if (s.length) emitReadable(this);
    else if (!s.reading) process.nextTick(() => this.read(0));
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

Readable.prototype.removeListener = function removeListener(event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  if (event === 'readable') process.nextTick(listenersChanged, this);
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function removeAllListeners(event) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (event === 'readable' || event === undefined) process.nextTick(listenersChanged, this);
  return result;
};

function listenersChanged(stream) {
  const s = stream._readableState;
  s.readableListening = stream.listenerCount('readable') > 0;
  if (s.resumeScheduled && s[kPaused] === false) s.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if (!s.readableListening) s.flowing = null;
}

Readable.prototype.resume = function resume() {
  const s = this._readableState;
  if (!s.flowing) {
    s.flowing = !s.readableListening;
    if (!s.resumeScheduled) {
      s.resumeScheduled = true;
      process.nextTick(resumeNow, this, s);
    }
  }
  s[kPaused] = false;
  return this;
};

function resumeNow(stream, s) {
  if (!s.reading) stream.read(0);
  s.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (s.flowing && !s.reading) stream.read(0);
}

Readable.prototype.pause = function pause() {
  const s = this._readableState;
  if (s.flowing !== false) {
    s.flowing = false;
    this.emit('pause');
  }
  s[kPaused] = true;
  return this;
};

function flow(stream) {
  const s = stream._readableState;
  while (s.flowing && stream.read() !== null);
}

/** Takes the place of an old stream's 'data' and 'end'. */
Readable.prototype.wrap = function wrap(stream) {
  let paused = false;
  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (error) => errorOrDestroy(this, error));
  stream.on('close', () => destroyer(this));
  stream.on('destroy', () => destroyer(this));
  this._read = () => {
    if (paused && stream.resume) {
      paused = false;
      stream.resume();
    }
  };
  for (const key of Object.keys(stream)) {
    if (this[key] === undefined && typeof stream[key] === 'function') this[key] = stream[key].bind(stream);
  }
  return this;
};

Readable.prototype[Symbol.asyncIterator] = function asyncIterator() { return iterate(this); };
Readable.prototype.iterator = function iterator(options) {
  if (options !== undefined) require('internal/validators').validateObject(options, 'options');
  return iterate(this, options);
};

const AsyncIteratorPrototype = { __proto__: null, [Symbol.asyncIterator]() { return this; } };

// An async iterator over a stream, as an async generator would be: calls of
// next wait for each other, and leaving early destroys the stream.
function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = Readable.wrap(stream, { objectMode: true });
  let wake = () => {};
  let error; // undefined: goes on; null: ended well
  let started = false;
  let finished = false;
  let cleanup;
  let last = Promise.resolve();
  function onreadable() {
    const f = wake;
    wake = () => {};
    f();
  }
  function start() {
    started = true;
    stream.on('readable', onreadable);
    cleanup = require('internal/streams/finished').finished(stream, { writable: false }, (failed) => {
      error = failed ? aggregateTwoErrors(error, failed) : null;
      onreadable();
    });
  }
  function leave() {
    finished = true;
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', onreadable);
      cleanup?.();
    }
  }
  async function step() {
    if (finished) return { value: undefined, done: true };
    if (!started) start();
    for (;;) {
      let chunk;
      try {
        chunk = stream.destroyed ? null : stream.read();
        if (chunk !== null) return { value: await chunk, done: false };
        if (error) throw error;
      } catch (thrown) {
        error = aggregateTwoErrors(error, thrown);
        leave();
        throw error;
      }
      if (error === null) {
        leave();
        return { value: undefined, done: true };
      }
      await new Promise((resolve) => { wake = resolve; });
    }
  }
  function queue(f) {
    const result = last.busy ? last.then(f, f) : f();
    const settled = () => { if (last === result) last.busy = false; };
    last = result;
    last.busy = true;
    result.then(settled, settled);
    return result;
  }
  return {
    __proto__: AsyncIteratorPrototype,
    stream,
    next() { return queue(step); },
    return(value) {
      return queue(async () => {
        if (!finished) {
          if (started) leave();
          finished = true;
        }
        return { value: await value, done: true };
      });
    },
    throw(thrown) {
      return queue(async () => {
        if (!finished && started) {
          error = aggregateTwoErrors(error, thrown);
          leave();
        }
        finished = true;
        throw thrown;
      });
    },
  };
}

const getters = {
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
  readableBuffer: { get() { return this._readableState?.buffer; } },
  readableFlowing: {
    get() { return this._readableState.flowing; },
    set(value) { if (this._readableState) this._readableState.flowing = value; },
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
};
for (const name of Object.keys(getters)) {
  Object.defineProperty(Readable.prototype, name, { __proto__: null, configurable: true, enumerable: false, ...getters[name] });
}

function endReadable(stream) {
  const s = stream._readableState;
  if (s.endEmitted) return;
  s.ended = true;
  process.nextTick(endNow, s, stream);
}

function endNow(s, stream) {
  if (s.errored || s.closeEmitted || s.endEmitted || s.length !== 0) return;
  s.endEmitted = true;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(() => {
      if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
    });
  } else if (s.autoDestroy) {
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}

Readable.from = function from(iterable, options) { return require('internal/streams/from').from(Readable, iterable, options); };
Readable.wrap = function wrap(source, options) {
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
