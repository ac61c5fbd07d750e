'use strict';

// TransformStream: what is written to one side is changed and read from the
// other; the writable side is held back until the readable side is read from.

const {
  check, checkOptions, checkSource, deferred, expose, highWaterMarkOf, kOurs, kState, kType, nothing, promising, show, sizeOf,
} = require('internal/webstreams/common');
const { kTransfer } = require('internal/clone');
const readable = require('internal/webstreams/readable');
const readableController = require('internal/webstreams/readable_controller');
const writable = require('internal/webstreams/writable');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } = require('internal/errors').codes;

class TransformStream {
  [kType] = 'TransformStream';
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    if (transformer === kOurs) return;
    checkSource(transformer, 'transformer');
    checkOptions(writableStrategy, 'writableStrategy');
    checkOptions(readableStrategy, 'readableStrategy');
    const { readableType, writableType, start } = transformer;
    if (readableType !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.readableType', readableType);
    if (writableType !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.writableType', writableType);
    const readableMark = highWaterMarkOf(readableStrategy?.highWaterMark, 0);
    const readableSize = sizeOf(readableStrategy?.size);
    const writableMark = highWaterMarkOf(writableStrategy?.highWaterMark, 1);
    const writableSize = sizeOf(writableStrategy?.size);
    const started = deferred();
    const sides = new Sides(started.promise);
    this[kState] = sides;
    sides.setUp(writableMark, writableSize, readableMark, readableSize);
    const shell = new TransformStreamDefaultController(kOurs);
    shell[kState] = sides;
    sides.stream = this;
    sides.shell = shell;
    const { transform, flush, cancel } = transformer;
    sides.algorithms = {
      transform: transform ? promising('transformer.transform', transform, transformer) : async (chunk) => sides.enqueue(chunk),
      flush: flush ? promising('transformer.flush', flush, transformer) : nothing,
      cancel: cancel ? promising('transformer.cancel', cancel, transformer) : nothing,
    };
    started.resolve(start !== undefined ? Reflect.apply(start, transformer, [shell]) : undefined);
  }
  get readable() {
    check(this, 'TransformStream');
    return this[kState].readable;
  }
  get writable() {
    check(this, 'TransformStream');
    return this[kState].writable;
  }
  [kTransfer]() { return require('internal/webstreams/transfer').sentTransform(this); }
}
expose(TransformStream, ['readable', 'writable']);
show(TransformStream, (stream) => ({
  readable: stream.readable, writable: stream.writable, backpressure: stream[kState].backpressure,
}));

/** The two sides of a TransformStream, and what goes on between them. */
class Sides {
  readable = readable.bare();
  writable = writable.bare();
  backpressure = undefined;
  change = undefined; // resolved when backpressure changes
  finished = undefined; // the promise of an end that has begun
  constructor(started) { this.started = started; }
  get source() { return this.readable[kState].controller; }
  get sink() { return this.writable[kState].controller; }
  setUp(writableMark, writableSize, readableMark, readableSize) {
    writable.setUp(this.writable, {
      start: () => this.started,
      write: (chunk) => this.write(chunk),
      close: () => this.close(),
      abort: async (reason) => this.abort(reason),
    }, writableMark, writableSize);
    readableController.setUp(this.readable, {
      start: () => this.started,
      pull: () => this.pull(),
      cancel: (reason) => this.cancel(reason),
    }, readableMark, readableSize);
    this.setBackpressure(true);
  }
  setBackpressure(backpressure) {
    this.change?.resolve();
    this.change = deferred();
    this.backpressure = backpressure;
  }
  unblock() { if (this.backpressure) this.setBackpressure(false); }
  forget() { this.algorithms = {}; }

  // --- the controller's part ---

  enqueue(chunk) {
    if (!this.source.canCloseOrEnqueue) throw new ERR_INVALID_STATE.TypeError('Unable to enqueue');
    try {
      this.source.enqueue(chunk);
    } catch (error) {
      this.errorWritable(error);
      throw this.readable[kState].storedError;
    }
    const backpressure = !this.source.shouldPull;
    if (backpressure !== this.backpressure) this.setBackpressure(true);
  }
  error(error) {
    this.source.error(error);
    this.errorWritable(error);
  }
  errorWritable(error) {
    this.forget();
    this.sink.errorIfNeeded(error);
    this.unblock();
  }
  terminate() {
    this.source.close();
    this.errorWritable(new ERR_INVALID_STATE.TypeError('TransformStream has been terminated'));
  }

  // --- the writable side ---

  write(chunk) {
    if (!this.backpressure) return this.transform(chunk);
    return this.change.promise.then(() => {
      const { state, storedError } = this.writable[kState];
      if (state === 'erroring') throw storedError;
      return this.transform(chunk);
    });
  }
  async transform(chunk) {
    try {
      return await this.algorithms.transform(chunk, this.shell);
    } catch (error) {
      this.error(error);
      throw error;
    }
  }
  // Calls an algorithm once, and then does what follows, on whichever side the
  // end began.
  finish(call, succeed, fail) {
    if (this.finished !== undefined) return this.finished;
    const d = deferred();
    this.finished = d.promise;
    const result = call();
    this.forget();
    result.then(() => {
      const error = succeed();
      if (error) d.reject(error[0]);
      else d.resolve();
    }, (error) => {
      fail(error);
      d.reject(error);
    });
    return d.promise;
  }
  readableError() { return this.readable[kState].state === 'errored' ? [this.readable[kState].storedError] : undefined; }
  close() {
    return this.finish(() => this.algorithms.flush(this.shell), () => {
      const error = this.readableError();
      if (!error) this.source.close();
      return error;
    }, (error) => this.source.error(error));
  }
  abort(reason) {
    return this.finish(() => this.algorithms.cancel(reason), () => {
      const error = this.readableError();
      if (!error) this.source.error(reason);
      return error;
    }, (error) => this.source.error(error));
  }

  // --- the readable side ---

  pull() {
    this.setBackpressure(false);
    return this.change.promise;
  }
  cancel(reason) {
    const errorWritable = (error) => {
      this.sink.errorIfNeeded(error);
      this.unblock();
    };
    return this.finish(() => this.algorithms.cancel(reason), () => {
      const { state, storedError } = this.writable[kState];
      if (state === 'errored') return [storedError];
      errorWritable(reason);
      return undefined;
    }, errorWritable);
  }
}

class TransformStreamDefaultController {
  [kType] = 'TransformStreamDefaultController';
  constructor(ours = undefined) { if (ours !== kOurs) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get desiredSize() {
    check(this, 'TransformStreamDefaultController');
    return this[kState].source.desiredSize;
  }
  enqueue(chunk = undefined) {
    check(this, 'TransformStreamDefaultController');
    this[kState].enqueue(chunk);
  }
  error(reason = undefined) {
    check(this, 'TransformStreamDefaultController');
    this[kState].error(reason);
  }
  terminate() {
    check(this, 'TransformStreamDefaultController');
    this[kState].terminate();
  }
}
expose(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate']);
show(TransformStreamDefaultController, (controller) => ({ stream: controller[kState].stream }));

module.exports = { TransformStream, TransformStreamDefaultController };
