'use strict';

// WritableStream, its writer and its controller: one chunk is written at a
// time, the others wait in a queue, and the writer is told when to hold back.

const {
  Queue, check, checkOptions, checkSource, deferred, ensureRejected, expose, handled, highWaterMarkOf, isA, kOurs, kState, kType,
  nothing, promising, rejected, resolved, show, sizeOf, starting,
} = require('internal/webstreams/common');
const { kTransfer } = require('internal/clone');
const { codes } = require('internal/errors');
const {
  ERR_ILLEGAL_CONSTRUCTOR, ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS,
} = codes;
const { kControllerErrorFunction, kIsClosedPromise } = require('internal/streams/kinds');

const isWritableStream = isA('WritableStream');
const isWriter = isA('WritableStreamDefaultWriter');
const isLocked = (stream) => stream[kState].writer !== undefined;
const lockedError = () => new ERR_INVALID_STATE.TypeError('WritableStream is locked');
const closedError = () => new ERR_INVALID_STATE.TypeError('WritableStream is closed');
const kCloseRequest = Symbol('kCloseSentinel'); // stands in the queue for the end

class WritableStream {
  [kType] = 'WritableStream';
  constructor(sink = {}, strategy = {}) {
    checkSource(sink, 'sink');
    checkOptions(strategy, 'strategy');
    const { type } = sink;
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('type', type);
    this[kState] = {
      state: 'writable', storedError: undefined, writer: undefined, controller: undefined, backpressure: false,
      writes: [], // those who wait for a write to end
      closing: undefined, writeInFlight: undefined, closeInFlight: undefined, aborting: undefined,
    };
    this[kIsClosedPromise] = deferred();
    this[kControllerErrorFunction] = () => {};
    if (sink === kOurs) return;
    const size = sizeOf(strategy?.size);
    setUpFromSink(this, sink, highWaterMarkOf(strategy?.highWaterMark, 1), size);
  }
  get locked() {
    check(this, 'WritableStream');
    return isLocked(this);
  }
  abort(reason = undefined) {
    if (!isWritableStream(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStream'));
    if (isLocked(this)) return Promise.reject(lockedError());
    return abort(this, reason);
  }
  close() {
    if (!isWritableStream(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStream'));
    if (isLocked(this)) return Promise.reject(lockedError());
    if (isClosing(this)) return Promise.reject(new ERR_INVALID_STATE.TypeError('Failure closing WritableStream'));
    return close(this);
  }
  getWriter() {
    check(this, 'WritableStream');
    return new WritableStreamDefaultWriter(this);
  }
  [kTransfer]() { return require('internal/webstreams/transfer').sentWritable(this); }
}
expose(WritableStream, ['locked', 'abort', 'close', 'getWriter']);
show(WritableStream, (stream) => ({ locked: stream.locked, state: stream[kState].state }));

/** A stream whose controller is set up by us. */
function bare() { return new WritableStream(kOurs); }

// --- what happens to a stream ---

/** Its end has been asked for. */
const isClosing = ({ [kState]: s }) => s.closing !== undefined || s.closeInFlight !== undefined;
const isBusy = (s) => s.writeInFlight !== undefined || s.closeInFlight !== undefined;

function abort(stream, reason) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  s.controller.abortController.abort(reason);
  if (s.aborting) return s.aborting.promise;
  const wasErroring = s.state === 'erroring';
  s.aborting = Object.assign(deferred(), { reason: wasErroring ? undefined : reason, wasErroring });
  const { promise } = s.aborting;
  if (!wasErroring) startErroring(stream, reason);
  return promise;
}

function close(stream) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') return Promise.reject(closedError());
  s.closing = deferred();
  const { promise } = s.closing;
  if (s.writer !== undefined && s.backpressure && s.state === 'writable') s.writer[kState].ready.resolve();
  s.controller.close();
  return promise;
}

function setBackpressure(stream, backpressure) {
  const s = stream[kState];
  if (s.writer !== undefined && s.backpressure !== backpressure) {
    if (backpressure) s.writer[kState].ready = deferred();
    else s.writer[kState].ready.resolve();
  }
  s.backpressure = backpressure;
}

function startErroring(stream, reason) {
  const s = stream[kState];
  s.state = 'erroring';
  s.storedError = reason;
  if (s.writer !== undefined) s.writer[kState].ready = ensureRejected(s.writer[kState].ready, reason);
  if (!isBusy(s) && s.controller.started) finishErroring(stream);
}

function finishErroring(stream) {
  const s = stream[kState];
  s.state = 'errored';
  s.controller.queue.clear();
  for (const write of s.writes) write.reject(s.storedError);
  s.writes = [];
  const request = s.aborting;
  s.aborting = undefined;
  if (!request) {
    rejectClosed(stream);
  } else if (request.wasErroring) {
    request.reject(s.storedError);
    rejectClosed(stream);
  } else {
    s.controller.abort(request.reason).then(() => {
      request.resolve();
      rejectClosed(stream);
    }, (error) => {
      request.reject(error);
      rejectClosed(stream);
    });
  }
}

function rejectClosed(stream) {
  const s = stream[kState];
  s.closing?.reject(s.storedError);
  s.closing = undefined;
  handled(stream[kIsClosedPromise].promise);
  stream[kIsClosedPromise].reject(s.storedError);
  if (s.writer !== undefined) {
    handled(s.writer[kState].close.promise);
    s.writer[kState].close.reject(s.storedError);
  }
}

function dealWithRejection(stream, error) {
  if (stream[kState].state === 'writable') startErroring(stream, error);
  else finishErroring(stream);
}

function finishClose(stream) {
  const s = stream[kState];
  s.closeInFlight.resolve();
  s.closeInFlight = undefined;
  if (s.state === 'erroring') {
    s.storedError = undefined;
    s.aborting?.resolve();
    s.aborting = undefined;
  }
  s.state = 'closed';
  s.writer?.[kState].close.resolve();
  stream[kIsClosedPromise].resolve();
}

function failClose(stream, error) {
  const s = stream[kState];
  s.closeInFlight.reject(error);
  s.closeInFlight = undefined;
  s.aborting?.reject(error);
  s.aborting = undefined;
  dealWithRejection(stream, error);
}

// --- the writer ---

const unbound = () => new ERR_INVALID_STATE.TypeError('Writer is not bound to a WritableStream');

class WritableStreamDefaultWriter {
  [kType] = 'WritableStreamDefaultWriter';
  constructor(stream) {
    if (!isWritableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    this[kState] = { stream: undefined, close: undefined, ready: undefined };
    attach(this, stream);
  }
  get closed() {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    return this[kState].close.promise;
  }
  get desiredSize() {
    check(this, 'WritableStreamDefaultWriter');
    if (this[kState].stream === undefined) throw unbound();
    const s = this[kState].stream[kState];
    if (s.state === 'errored' || s.state === 'erroring') return null;
    return s.state === 'closed' ? 0 : s.controller.desiredSize;
  }
  get ready() {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    return this[kState].ready.promise;
  }
  abort(reason = undefined) {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    if (this[kState].stream === undefined) return Promise.reject(unbound());
    return abort(this[kState].stream, reason);
  }
  close() {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(unbound());
    if (isClosing(stream)) return Promise.reject(new ERR_INVALID_STATE.TypeError('Failure to close WritableStream'));
    return close(stream);
  }
  releaseLock() {
    check(this, 'WritableStreamDefaultWriter');
    if (this[kState].stream !== undefined) release(this);
  }
  write(chunk = undefined) {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    if (this[kState].stream === undefined) return Promise.reject(unbound());
    return write(this, chunk);
  }
}
expose(WritableStreamDefaultWriter, ['closed', 'ready', 'desiredSize', 'abort', 'close', 'releaseLock', 'write']);
show(WritableStreamDefaultWriter, (writer) => ({
  stream: writer[kState].stream, close: writer[kState].close.promise, ready: writer[kState].ready.promise,
  desiredSize: writer.desiredSize,
}));

function attach(writer, stream) {
  if (isLocked(stream)) throw lockedError();
  const s = stream[kState];
  const w = writer[kState];
  w.stream = stream;
  s.writer = writer;
  switch (s.state) {
    case 'writable':
      w.ready = !isClosing(stream) && s.backpressure ? deferred() : resolved();
      w.close = deferred();
      break;
    case 'erroring':
      w.ready = rejected(s.storedError);
      w.close = deferred();
      break;
    case 'closed':
      w.ready = resolved();
      w.close = resolved();
      break;
    default:
      w.ready = rejected(s.storedError);
      w.close = rejected(s.storedError);
  }
}

function release(writer) {
  const w = writer[kState];
  const error = new ERR_INVALID_STATE.TypeError('Writer has been released');
  w.ready = ensureRejected(w.ready, error);
  w.close = ensureRejected(w.close, error);
  w.stream[kState].writer = undefined;
  w.stream = undefined;
}

function write(writer, chunk) {
  const { stream } = writer[kState];
  const s = stream[kState];
  const size = s.controller.sizeOf(chunk);
  if (stream !== writer[kState].stream) return Promise.reject(new ERR_INVALID_STATE.TypeError('Mismatched WritableStreams'));
  if (s.state === 'errored') return Promise.reject(s.storedError);
  if (isClosing(stream) || s.state === 'closed') return Promise.reject(closedError());
  if (s.state === 'erroring') return Promise.reject(s.storedError);
  const request = deferred();
  s.writes.push(request);
  s.controller.write(chunk, size);
  return request.promise;
}

/** Closes, if it is not closed; an error that there was is told. */
function closeWithErrors(writer) {
  const { stream } = writer[kState];
  const { state, storedError } = stream[kState];
  if (isClosing(stream) || state === 'closed') return Promise.resolve();
  if (state === 'errored') return Promise.reject(storedError);
  return close(stream);
}

// --- the controller ---

class Controller {
  queue = new Queue();
  started = false;
  abortController = new AbortController();
  constructor(stream, algorithms, highWaterMark, size) {
    this.stream = stream;
    this.algorithms = algorithms; // {write, close, abort}
    this.highWaterMark = highWaterMark;
    this.size = size;
  }
  get desiredSize() { return this.highWaterMark - this.queue.totalSize; }
  get backpressure() { return this.desiredSize <= 0; }
  start(startAlgorithm) {
    setBackpressure(this.stream, this.backpressure);
    const result = startAlgorithm();
    new Promise((resolve) => { resolve(result); }).then(() => {
      this.started = true;
      this.advance();
    }, (error) => {
      this.started = true;
      dealWithRejection(this.stream, error);
    });
  }
  sizeOf(chunk) {
    if (this.size === undefined) {
      // Node has forgotten how chunks are measured, and trips over it.
      if (this.stream[kState].state === 'closed') throw new ERR_INTERNAL_ASSERTION();
      return 1;
    }
    try {
      return Reflect.apply(this.size, undefined, [chunk]);
    } catch (error) {
      this.errorIfNeeded(error);
      return 1;
    }
  }
  write(chunk, size) {
    try {
      this.queue.push(chunk, size);
    } catch (error) {
      this.errorIfNeeded(error);
      return;
    }
    this.tellBackpressure();
    this.advance();
  }
  tellBackpressure() {
    if (!isClosing(this.stream) && this.stream[kState].state === 'writable') setBackpressure(this.stream, this.backpressure);
  }
  close() {
    this.queue.push(kCloseRequest, 0);
    this.advance();
  }
  abort(reason) {
    const result = this.algorithms.abort(reason);
    this.forget();
    return result;
  }
  error(error) {
    this.forget();
    startErroring(this.stream, error);
  }
  errorIfNeeded(error) { if (this.stream[kState].state === 'writable') this.error(error); }
  forget() { this.algorithms = this.size = undefined; }
  advance() {
    const s = this.stream[kState];
    if (!this.started || s.writeInFlight !== undefined) return;
    if (s.state === 'erroring') finishErroring(this.stream);
    else if (this.queue.length === 0) return;
    else if (this.queue.peek() === kCloseRequest) this.processClose();
    else this.processWrite(this.queue.peek());
  }
  processClose() {
    const s = this.stream[kState];
    s.closeInFlight = s.closing;
    s.closing = undefined;
    this.queue.shift();
    const closed = this.algorithms.close();
    this.forget();
    closed.then(() => finishClose(this.stream), (error) => failClose(this.stream, error));
  }
  processWrite(chunk) {
    const s = this.stream[kState];
    s.writeInFlight = s.writes.shift();
    this.algorithms.write(chunk, this.shell).then(() => {
      s.writeInFlight.resolve();
      s.writeInFlight = undefined;
      this.queue.shift();
      this.tellBackpressure();
      this.advance();
    }, (error) => {
      if (s.state === 'writable') this.forget();
      s.writeInFlight.reject(error);
      s.writeInFlight = undefined;
      dealWithRejection(this.stream, error);
    });
  }
}

class WritableStreamDefaultController {
  [kType] = 'WritableStreamDefaultController';
  constructor(ours = undefined) { if (ours !== kOurs) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get signal() {
    check(this, 'WritableStreamDefaultController');
    return this[kState].abortController.signal;
  }
  error(error = undefined) {
    check(this, 'WritableStreamDefaultController');
    this[kState].errorIfNeeded(error);
  }
}
expose(WritableStreamDefaultController, ['signal', 'error']);
show(WritableStreamDefaultController, (controller) => ({ stream: controller[kState].stream }));

/** Gives a stream its controller. */
function setUp(stream, { start, write, close, abort }, highWaterMark, size) {
  const shell = new WritableStreamDefaultController(kOurs);
  const controller = new Controller(stream, { write, close, abort }, highWaterMark, size);
  controller.shell = shell;
  shell[kState] = controller;
  stream[kState].controller = controller;
  stream[kControllerErrorFunction] = (error) => shell.error(error);
  controller.start(() => start(shell));
}

function setUpFromSink(stream, sink, highWaterMark, size) {
  const { start, write, close, abort } = sink;
  setUp(stream, {
    start: start ? starting(start, sink) : () => {},
    write: write ? promising('sink.write', write, sink) : nothing,
    close: close ? promising('sink.close', close, sink) : nothing,
    abort: abort ? promising('sink.abort', abort, sink) : nothing,
  }, highWaterMark, size);
}

module.exports = {
  WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter, abort, bare, closeWithErrors, isClosing,
  isWritableStream, release, setUp, write,
};
