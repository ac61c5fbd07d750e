'use strict';

// ReadableStream and its readers. What is read comes from a controller, which
// has pull, cancel and release for the stream.

const {
  asyncIteratorOf, check, checkOptions, checkSource, deferred, ensureRejected, expose, handled, highWaterMarkOf, isA, kOurs, kState,
  kType, rejected, resolved, show, sizeOf,
} = require('internal/webstreams/common');
const { kTransfer } = require('internal/clone');
const { codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS, ERR_OUT_OF_RANGE } = codes;
const { validateAbortSignal } = require('internal/validators');
const { kControllerErrorFunction, kIsClosedPromise, kIsDisturbed, kIsErrored, kIsReadable } = require('internal/streams/kinds');

const isReadableStream = isA('ReadableStream');
const isDefaultReader = isA('ReadableStreamDefaultReader');
const isBYOBReader = isA('ReadableStreamBYOBReader');
const isWritableStream = isA('WritableStream');

const isLocked = (stream) => stream[kState].reader !== undefined;
const lockedError = () => new ERR_INVALID_STATE.TypeError('ReadableStream is locked');

class ReadableStream {
  [kType] = 'ReadableStream';
  constructor(source = {}, strategy = {}) {
    checkSource(source, 'source');
    checkOptions(strategy, 'strategy');
    prepare(this);
    if (source === kOurs) return;
    const size = strategy?.size;
    const { type } = source;
    if (`${type}` === 'bytes') {
      if (size !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.size', size);
      require('internal/webstreams/bytes').setUpFromSource(this, source, highWaterMarkOf(strategy?.highWaterMark, 0));
    } else {
      if (type !== undefined) throw new ERR_INVALID_ARG_VALUE('source.type', type);
      const mark = highWaterMarkOf(strategy?.highWaterMark, 1);
      require('internal/webstreams/readable_controller').setUpFromSource(this, source, mark, sizeOf(size));
    }
  }
  get [kIsDisturbed]() { return this[kState].disturbed; }
  get [kIsErrored]() { return this[kState].state === 'errored'; }
  get [kIsReadable]() { return this[kState].state === 'readable'; }
  get locked() {
    check(this, 'ReadableStream');
    return isLocked(this);
  }
  static from(iterable) { return fromIterable(iterable); }
  cancel(reason = undefined) {
    if (!isReadableStream(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStream'));
    if (isLocked(this)) return Promise.reject(lockedError());
    return cancel(this, reason);
  }
  getReader(options = {}) {
    check(this, 'ReadableStream');
    checkOptions(options, 'options');
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw new ERR_INVALID_ARG_VALUE('options.mode', mode);
    return new ReadableStreamBYOBReader(this);
  }
  pipeThrough(transform, options = {}) {
    check(this, 'ReadableStream');
    const readable = transform?.readable;
    if (!isReadableStream(readable)) throw new ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable);
    handled(startPipe(this, transform?.writable, options));
    return readable;
  }
  pipeTo(destination, options = {}) {
    try {
      check(this, 'ReadableStream');
      return startPipe(this, destination, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }
  tee() {
    check(this, 'ReadableStream');
    return require('internal/webstreams/tee').tee(this);
  }
  values(options = {}) {
    check(this, 'ReadableStream');
    checkOptions(options, 'options');
    return iterate(new ReadableStreamDefaultReader(this), !!options?.preventCancel);
  }
  [kTransfer]() { return require('internal/webstreams/transfer').sentReadable(this); }
}
expose(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values']);
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  value: ReadableStream.prototype.values, writable: true, configurable: true,
});
Object.defineProperty(ReadableStream, 'from', { enumerable: true });
show(ReadableStream, (stream) => ({
  locked: stream.locked, state: stream[kState].state, supportsBYOB: stream[kState].controller.ofBytes,
}));

function prepare(stream) {
  stream[kState] = { state: 'readable', disturbed: false, reader: undefined, storedError: undefined, controller: undefined };
  stream[kIsClosedPromise] = deferred();
  stream[kControllerErrorFunction] = () => {};
}

/** A stream whose controller is set up by us. */
function bare() { return new ReadableStream(kOurs); }

function startPipe(source, destination, options) {
  if (!isWritableStream(destination)) throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', destination);
  checkOptions(options, 'options');
  const signal = options?.signal;
  const prevent = { close: !!options?.preventClose, abort: !!options?.preventAbort, cancel: !!options?.preventCancel };
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (isLocked(source)) throw new ERR_INVALID_STATE.TypeError('The ReadableStream is locked');
  if (destination.locked) throw new ERR_INVALID_STATE.TypeError('The WritableStream is locked');
  return require('internal/webstreams/pipe').pipe(source, destination, prevent, signal);
}

function fromIterable(iterable) {
  const iterator = asyncIteratorOf(iterable);
  const { next } = iterator;
  const mustBeObject = (result, what) => {
    if (typeof result === 'object' && result !== null) return;
    throw new ERR_INVALID_STATE.TypeError(`The promise returned by the iterator.${what}() method must fulfill with an object`);
  };
  const stream = bare();
  require('internal/webstreams/readable_controller').setUp(stream, {
    async pull() {
      const result = Reflect.apply(next, iterator, []);
      if (typeof result !== 'object' || result === null) {
        throw new ERR_INVALID_STATE.TypeError('The iterator.next() method must return an object');
      }
      return Promise.resolve(result).then((given) => {
        mustBeObject(given, 'next');
        if (given.done) stream[kState].controller.close();
        else stream[kState].controller.enqueue(given.value);
      });
    },
    async cancel(reason) {
      const { return: leave } = iterator;
      if (leave === undefined) return Promise.resolve();
      return Promise.resolve(Reflect.apply(leave, iterator, [reason])).then((given) => mustBeObject(given, 'return'));
    },
  }, 0);
  return stream;
}

// --- what happens to a stream ---

/** The reader, if it is one for whole chunks. */
const defaultReader = (stream) => (isDefaultReader(stream[kState].reader) ? stream[kState].reader : undefined);
/** The reader, if it is one that brings its own buffer. */
const byobReader = (stream) => (isBYOBReader(stream[kState].reader) ? stream[kState].reader : undefined);
/** How many reads of whole chunks wait. */
const waitingReads = (stream) => defaultReader(stream)?.[kState].requests.length ?? 0;

function cancel(stream, reason) {
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'closed') return Promise.resolve();
  if (s.state === 'errored') return Promise.reject(s.storedError);
  close(stream);
  const reader = byobReader(stream);
  if (reader) for (const request of takeRequests(reader)) request.close();
  return s.controller.cancel(reason).then(() => {});
}

function takeRequests(reader) {
  const { requests } = reader[kState];
  reader[kState].requests = [];
  return requests;
}

function close(stream) {
  const s = stream[kState];
  s.state = 'closed';
  stream[kIsClosedPromise].resolve();
  if (s.reader === undefined) return;
  s.reader[kState].close.resolve();
  if (isDefaultReader(s.reader)) for (const request of takeRequests(s.reader)) request.close();
}

function fail(stream, error) {
  const s = stream[kState];
  s.state = 'errored';
  s.storedError = error;
  handled(stream[kIsClosedPromise].promise);
  stream[kIsClosedPromise].reject(error);
  if (s.reader === undefined) return;
  handled(s.reader[kState].close.promise);
  s.reader[kState].close.reject(error);
  for (const request of takeRequests(s.reader)) request.error(error);
}

/** Reads a chunk: one of request's chunk, close and error is called. */
function read(reader, request) {
  const { stream } = reader[kState];
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'closed') request.close();
  else if (s.state === 'errored') request.error(s.storedError);
  else s.controller.pull(request);
}

/** Reads at least min elements into a view. */
function readInto(reader, view, min, request) {
  const { stream } = reader[kState];
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'errored') request.error(s.storedError);
  else s.controller.pullInto(view, min, request);
}

// --- readers ---

function attach(reader, stream) {
  if (isLocked(stream)) throw lockedError();
  const s = stream[kState];
  const r = reader[kState];
  r.stream = stream;
  s.reader = reader;
  if (s.state === 'readable') r.close = deferred();
  else if (s.state === 'closed') r.close = resolved();
  else r.close = rejected(s.storedError);
}

/** Takes a reader from its stream; what it waits for goes on waiting. */
function detach(reader) {
  const r = reader[kState];
  const s = r.stream[kState];
  const error = new ERR_INVALID_STATE.TypeError('Reader released');
  r.close = s.state === 'readable' ? ensureRejected(r.close, error) : rejected(error);
  s.controller.release();
  s.reader = undefined;
  r.stream = undefined;
}

function release(reader) {
  detach(reader);
  const error = new ERR_INVALID_STATE.TypeError('Releasing reader');
  for (const request of takeRequests(reader)) request.error(error);
}

const unattached = () => new ERR_INVALID_STATE.TypeError('The reader is not attached to a stream');

// A read whose end a promise tells.
function promisedRead() {
  const d = deferred();
  return {
    promise: d.promise,
    chunk(value) { d.resolve({ value, done: false }); },
    close(value) { d.resolve({ value, done: true }); },
    error(error) { d.reject(error); },
  };
}

class ReadableStreamDefaultReader {
  [kType] = 'ReadableStreamDefaultReader';
  constructor(stream) {
    if (!isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    this[kState] = { requests: [], stream: undefined, close: undefined };
    attach(this, stream);
  }
  read() {
    if (!isDefaultReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    if (this[kState].stream === undefined) return Promise.reject(unattached());
    const request = promisedRead();
    read(this, request);
    return request.promise;
  }
  releaseLock() {
    check(this, 'ReadableStreamDefaultReader');
    if (this[kState].stream !== undefined) release(this);
  }
  get closed() {
    if (!isDefaultReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    return this[kState].close.promise;
  }
  cancel(reason = undefined) {
    if (!isDefaultReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    if (this[kState].stream === undefined) return Promise.reject(unattached());
    return cancel(this[kState].stream, reason);
  }
}
expose(ReadableStreamDefaultReader, ['closed', 'read', 'releaseLock', 'cancel']);
show(ReadableStreamDefaultReader, ({ [kState]: r }) => ({
  stream: r.stream, readRequests: r.requests.length, close: r.close.promise,
}));

class ReadableStreamBYOBReader {
  [kType] = 'ReadableStreamBYOBReader';
  constructor(stream) {
    if (!isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw lockedError();
    if (!stream[kState].controller.ofBytes) throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be a byte stream');
    this[kState] = { requests: [], stream: undefined, close: undefined };
    attach(this, stream);
  }
  async read(view, options = {}) {
    check(this, 'ReadableStreamBYOBReader');
    if (!ArrayBuffer.isView(view)) throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
    checkOptions(options, 'options');
    if (view.byteLength === 0 || view.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('View or Viewed ArrayBuffer is zero-length or detached');
    }
    const min = options?.min ?? 1;
    checkMinimum(view, min);
    if (this[kState].stream === undefined) throw unattached();
    const request = promisedRead();
    readInto(this, view, min, request);
    return request.promise;
  }
  releaseLock() {
    check(this, 'ReadableStreamBYOBReader');
    if (this[kState].stream !== undefined) release(this);
  }
  get closed() {
    if (!isBYOBReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamBYOBReader'));
    return this[kState].close.promise;
  }
  cancel(reason = undefined) {
    if (!isBYOBReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamBYOBReader'));
    if (this[kState].stream === undefined) return Promise.reject(unattached());
    return cancel(this[kState].stream, reason);
  }
}
expose(ReadableStreamBYOBReader, ['closed', 'read', 'releaseLock', 'cancel']);
show(ReadableStreamBYOBReader, ({ [kState]: r }) => ({
  stream: r.stream, readIntoRequests: r.requests.length, close: r.close.promise,
}));

function checkMinimum(view, min) {
  if (typeof min !== 'number') throw new ERR_INVALID_ARG_TYPE('options.min', 'number', min);
  if (!Number.isInteger(min)) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be an integer');
  if (min <= 0) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be greater than 0');
  if (view instanceof DataView) {
    if (min > view.byteLength) throw new ERR_OUT_OF_RANGE('options.min', '<= view.byteLength', min);
  } else if (min > view.length) {
    throw new ERR_OUT_OF_RANGE('options.min', '<= view.length', min);
  }
}

// --- iteration ---

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
const iteratorPrototype = { __proto__: AsyncIteratorPrototype, next: undefined, return: undefined };

// An async iterator that reads chunk by chunk; its calls wait for each other.
function iterate(reader, preventCancel) {
  let over = false;
  let started = false;
  let current; // the call that is going on
  const unbound = () => new ERR_INVALID_STATE.TypeError('The reader is not bound to a ReadableStream');
  function step() {
    if (over) return Promise.resolve({ done: true, value: undefined });
    if (reader[kState].stream === undefined) return Promise.reject(unbound());
    const d = deferred();
    read(reader, {
      chunk(value) {
        current = undefined;
        d.resolve({ value, done: false });
      },
      close() {
        current = undefined;
        over = true;
        detach(reader);
        d.resolve({ done: true, value: undefined });
      },
      error(error) {
        current = undefined;
        over = true;
        detach(reader);
        d.reject(error);
      },
    });
    return d.promise;
  }
  async function leave(value) {
    if (over) return { done: true, value };
    over = true;
    if (reader[kState].stream === undefined) throw unbound();
    if (preventCancel) {
      detach(reader);
    } else {
      const cancelled = cancel(reader[kState].stream, value);
      detach(reader);
      await cancelled;
    }
    return { done: true, value };
  }
  return Object.setPrototypeOf({
    next() {
      if (!started) {
        current = Promise.resolve();
        started = true;
      }
      current = current !== undefined ? current.then(step, step) : step();
      return current;
    },
    return(error) {
      started = true;
      current = current !== undefined ? current.then(() => leave(error), () => leave(error)) : leave(error);
      return current;
    },
    [Symbol.asyncIterator]() { return this; },
  }, iteratorPrototype);
}

module.exports = {
  ReadableStream, ReadableStreamBYOBReader, ReadableStreamDefaultReader, bare, byobReader, cancel, close, defaultReader, detach, fail,
  isBYOBReader, isLocked, isReadableStream, read, readInto, release, waitingReads,
};
