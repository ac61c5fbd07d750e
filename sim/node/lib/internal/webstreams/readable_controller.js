'use strict';

// The controller of a ReadableStream of whole chunks.

const {
  Queue, expose, kOurs, kState, kType, nothing, promising, show, starting,
} = require('internal/webstreams/common');
const { close, defaultReader, fail, isLocked, waitingReads } = require('internal/webstreams/readable');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_STATE } = require('internal/errors').codes;
const { kControllerErrorFunction } = require('internal/streams/kinds');

/** What a controller does; algorithms are {start, pull, cancel}. */
class Controller {
  queue = new Queue();
  started = false;
  pulling = false;
  pullAgain = false;
  closeRequested = false;
  ofBytes = false;
  constructor(stream, algorithms, highWaterMark, size) {
    this.stream = stream;
    this.algorithms = algorithms;
    this.highWaterMark = highWaterMark;
    this.size = size;
  }
  get canCloseOrEnqueue() { return !this.closeRequested && this.stream[kState].state === 'readable'; }
  get desiredSize() {
    const { state } = this.stream[kState];
    if (state === 'errored') return null;
    return state === 'closed' ? 0 : this.highWaterMark - this.queue.totalSize;
  }
  get shouldPull() {
    if (!this.canCloseOrEnqueue || !this.started) return false;
    return (isLocked(this.stream) && waitingReads(this.stream) > 0) || this.desiredSize > 0;
  }
  start(startAlgorithm) {
    const result = startAlgorithm();
    new Promise((resolve) => { resolve(result); }).then(() => {
      this.started = true;
      this.pullIfNeeded();
    }, (error) => this.error(error));
  }
  pullIfNeeded() {
    if (!this.shouldPull) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    this.algorithms.pull().then(() => {
      this.pulling = false;
      if (!this.pullAgain) return;
      this.pullAgain = false;
      this.pullIfNeeded();
    }, (error) => this.error(error));
  }
  close() {
    if (!this.canCloseOrEnqueue) return;
    this.closeRequested = true;
    if (this.queue.length === 0) this.finish();
  }
  finish() {
    this.forget();
    close(this.stream);
  }
  enqueue(chunk) {
    if (!this.canCloseOrEnqueue) return;
    if (isLocked(this.stream) && waitingReads(this.stream) > 0) {
      defaultReader(this.stream)[kState].requests.shift().chunk(chunk);
    } else {
      try {
        this.queue.push(chunk, Reflect.apply(this.size, undefined, [chunk]));
      } catch (error) {
        this.error(error);
        throw error;
      }
    }
    this.pullIfNeeded();
  }
  error(error) {
    if (this.stream[kState].state !== 'readable') return;
    this.queue.clear();
    this.forget();
    fail(this.stream, error);
  }
  forget() { this.algorithms = this.size = undefined; }
  cancel(reason) {
    this.queue.clear();
    const result = this.algorithms.cancel(reason);
    this.forget();
    return result;
  }
  pull(request) {
    if (this.queue.length > 0) {
      const chunk = this.queue.shift();
      if (this.closeRequested && this.queue.length === 0) this.finish();
      else this.pullIfNeeded();
      request.chunk(chunk);
    } else {
      defaultReader(this.stream)[kState].requests.push(request);
      this.pullIfNeeded();
    }
  }
  release() {}
}

class ReadableStreamDefaultController {
  [kType] = 'ReadableStreamDefaultController';
  [kState] = {};
  constructor(ours = undefined) { if (ours !== kOurs) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get desiredSize() { return this[kState].desiredSize; }
  close() {
    if (!this[kState].canCloseOrEnqueue) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    this[kState].close();
  }
  enqueue(chunk = undefined) {
    if (!this[kState].canCloseOrEnqueue) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    this[kState].enqueue(chunk);
  }
  error(error = undefined) { this[kState].error(error); }
}
expose(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error']);
show(ReadableStreamDefaultController, () => ({}));

/** Gives a stream its controller; start and cancel need not be given. */
function setUp(stream, { start = () => {}, pull, cancel = nothing }, highWaterMark = 1, size = () => 1) {
  const controller = new Controller(stream, { pull, cancel }, highWaterMark, size);
  stream[kState].controller = controller;
  stream[kControllerErrorFunction] = (error) => controller.error(error);
  controller.start(start);
}

function setUpFromSource(stream, source, highWaterMark, size) {
  const shell = new ReadableStreamDefaultController(kOurs);
  const { start, pull, cancel } = source;
  const algorithms = {
    start: start ? starting(start, source, shell) : undefined,
    pull: pull ? promising('source.pull', pull, source).bind(undefined, shell) : nothing,
    cancel: cancel ? promising('source.cancel', cancel, source) : nothing,
  };
  const controller = new Controller(stream, algorithms, highWaterMark, size);
  shell[kState] = controller;
  stream[kState].controller = controller;
  stream[kControllerErrorFunction] = (error) => controller.error(error);
  controller.start(algorithms.start ?? (() => {}));
}

module.exports = { ReadableStreamDefaultController, setUp, setUpFromSource };
