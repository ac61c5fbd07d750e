'use strict';

// The controller of a ReadableStream of bytes, which can fill the buffers that
// its readers bring. Memory changes hands: who gives a buffer away has an empty
// one left.

const { check, expose, kOurs, kState, kType, nothing, promising, show, starting } = require('internal/webstreams/common');
const { byobReader, close, defaultReader, fail, waitingReads } = require('internal/webstreams/readable');
const { codes } = require('internal/errors');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_OPERATION_FAILED } = codes;
const { validateBuffer } = require('internal/validators');
const { kControllerErrorFunction } = require('internal/streams/kinds');
const native = binding('clone');

function transfer(buffer) {
  const moved = native.transfer(buffer);
  if (moved === undefined) throw new ERR_OPERATION_FAILED.TypeError('The ArrayBuffer could not be transferred');
  return moved;
}

// A pull-into is a buffer that waits to be filled: type is 'byob' if a reader
// brought it, 'default' if it was made for a reader of whole chunks, and 'none'
// when its reader has gone.
function pullIntoOf(view, min) {
  const ofElements = !(view instanceof DataView);
  const elementSize = ofElements ? view.constructor.BYTES_PER_ELEMENT : 1;
  const { buffer, byteOffset, byteLength } = view;
  return {
    bufferByteLength: buffer.byteLength, buffer: transfer(buffer), byteOffset, byteLength, bytesFilled: 0,
    minimumFill: min * elementSize, elementSize, ctor: ofElements ? view.constructor : DataView, type: 'byob',
  };
}

function filledView(into) {
  if (into.bytesFilled > into.byteLength) throw new ERR_INVALID_STATE.RangeError('The buffer size is invalid');
  const length = into.bytesFilled / into.elementSize;
  const buffer = transfer(into.buffer);
  return into.ctor === Buffer ? Buffer.from(buffer, into.byteOffset, length) : new into.ctor(buffer, into.byteOffset, length);
}

class ByteController {
  queue = []; // {buffer, byteOffset, byteLength}
  totalSize = 0;
  pullIntos = [];
  request = null; // the ReadableStreamBYOBRequest for the first of them
  started = false;
  pulling = false;
  pullAgain = false;
  closeRequested = false;
  ofBytes = true;
  constructor(stream, algorithms, highWaterMark, autoAllocateChunkSize) {
    this.stream = stream;
    this.algorithms = algorithms;
    this.highWaterMark = highWaterMark;
    this.autoAllocateChunkSize = autoAllocateChunkSize;
  }
  get state() { return this.stream[kState].state; }
  get waitingIntos() { return byobReader(this.stream)?.[kState].requests.length ?? 0; }
  get desiredSize() {
    if (this.state === 'errored') return null;
    return this.state === 'closed' ? 0 : this.highWaterMark - this.totalSize;
  }
  get shouldPull() {
    if (this.state !== 'readable' || this.closeRequested || !this.started) return false;
    return waitingReads(this.stream) > 0 || this.waitingIntos > 0 || this.desiredSize > 0;
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
  byobRequest() {
    if (this.request === null && this.pullIntos.length > 0) {
      const { buffer, byteOffset, bytesFilled, byteLength } = this.pullIntos[0];
      this.request = new ReadableStreamBYOBRequest(kOurs);
      this.request[kState] = {
        controller: this, view: new Uint8Array(buffer, byteOffset + bytesFilled, byteLength - bytesFilled),
      };
    }
    return this.request;
  }
  invalidate() {
    if (this.request === null) return;
    this.request[kState].controller = undefined;
    this.request[kState].view = null;
    this.request = null;
  }
  forget() { this.algorithms = undefined; }
  clearQueue() {
    this.queue = [];
    this.totalSize = 0;
  }
  clearPullIntos() {
    this.invalidate();
    this.pullIntos = [];
  }
  close() {
    if (this.closeRequested || this.state !== 'readable') return;
    if (this.totalSize) {
      this.closeRequested = true;
      return;
    }
    const first = this.pullIntos[0];
    if (first && first.bytesFilled % first.elementSize !== 0) {
      const error = new ERR_INVALID_STATE.TypeError('Partial read');
      this.error(error);
      throw error;
    }
    this.forget();
    close(this.stream);
  }
  error(error) {
    if (this.state !== 'readable') return;
    this.clearPullIntos();
    this.clearQueue();
    this.forget();
    fail(this.stream, error);
  }
  cancel(reason) {
    this.clearPullIntos();
    this.clearQueue();
    const result = this.algorithms.cancel(reason);
    this.forget();
    return result;
  }
  release() {
    const first = this.pullIntos[0];
    if (!first) return;
    first.type = 'none';
    this.pullIntos = [first];
  }

  // --- what comes in ---

  enqueue(chunk) {
    if (this.closeRequested || this.state !== 'readable') return;
    const { buffer, byteOffset, byteLength } = chunk;
    const piece = { buffer: transfer(buffer), byteOffset, byteLength };
    const first = this.pullIntos[0];
    if (first) {
      if (native.detached(first.buffer)) throw new ERR_INVALID_STATE.TypeError('Destination ArrayBuffer is detached');
      this.invalidate();
      first.buffer = transfer(first.buffer);
      if (first.type === 'none') this.keepAbandoned(first);
    }
    if (defaultReader(this.stream)) {
      this.serveReads();
      if (waitingReads(this.stream) === 0) {
        this.push(piece);
      } else {
        if (this.pullIntos.length > 0) this.pullIntos.shift();
        defaultReader(this.stream)[kState].requests.shift().chunk(new Uint8Array(piece.buffer, byteOffset, byteLength));
      }
    } else {
      this.push(piece);
      if (byobReader(this.stream)) this.fillPullIntos();
    }
    this.pullIfNeeded();
  }
  push(piece) {
    this.queue.push(piece);
    this.totalSize += piece.byteLength;
  }
  // What was read for a reader that has gone is kept for the next.
  keepAbandoned(into) {
    const { buffer, byteOffset, bytesFilled } = into;
    if (bytesFilled > 0) {
      this.push({ buffer: buffer.slice(byteOffset, byteOffset + bytesFilled), byteOffset: 0, byteLength: bytesFilled });
    }
    this.pullIntos.shift();
  }

  // --- whole chunks ---

  pull(request) {
    if (this.totalSize) {
      this.serve(request);
      return;
    }
    const size = this.autoAllocateChunkSize;
    if (size !== undefined) {
      try {
        this.pullIntos.push({
          buffer: new ArrayBuffer(size), bufferByteLength: size, byteOffset: 0, byteLength: size, bytesFilled: 0, minimumFill: 1,
          elementSize: 1, ctor: Uint8Array, type: 'default',
        });
      } catch (error) {
        request.error(error);
        return;
      }
    }
    defaultReader(this.stream)[kState].requests.push(request);
    this.pullIfNeeded();
  }
  serve(request) {
    const { buffer, byteOffset, byteLength } = this.queue.shift();
    this.totalSize -= byteLength;
    this.drained();
    request.chunk(new Uint8Array(buffer, byteOffset, byteLength));
  }
  serveReads() {
    const reader = defaultReader(this.stream);
    while (reader[kState].requests.length > 0 && this.totalSize > 0) this.serve(reader[kState].requests.shift());
  }
  drained() {
    if (!this.totalSize && this.closeRequested) {
      this.forget();
      close(this.stream);
    } else {
      this.pullIfNeeded();
    }
  }

  // --- buffers that readers bring ---

  pullInto(view, min, request) {
    let into;
    try {
      into = pullIntoOf(view, min);
    } catch (error) {
      request.error(error);
      return;
    }
    const wait = () => {
      this.pullIntos.push(into);
      byobReader(this.stream)[kState].requests.push(request);
    };
    if (this.pullIntos.length > 0) {
      wait();
      return;
    }
    if (this.state === 'closed') {
      request.close(new into.ctor(into.buffer, into.byteOffset, 0));
      return;
    }
    if (this.totalSize) {
      if (this.fill(into)) {
        const filled = filledView(into);
        this.drained();
        request.chunk(filled);
        return;
      }
      if (this.closeRequested) {
        const error = new ERR_INVALID_STATE.TypeError('ReadableStream closed');
        this.error(error);
        request.error(error);
        return;
      }
    }
    wait();
    this.pullIfNeeded();
  }
  // Copies what is there, as whole elements: whether it is enough.
  fill(into) {
    const most = Math.min(this.totalSize, into.byteLength - into.bytesFilled);
    const end = into.bytesFilled + most;
    const aligned = end - (end % into.elementSize);
    const ready = aligned >= into.minimumFill;
    let left = ready ? aligned - into.bytesFilled : most;
    while (left > 0) {
      const head = this.queue[0];
      const count = Math.min(left, head.byteLength);
      const from = new Uint8Array(head.buffer, head.byteOffset, count);
      new Uint8Array(into.buffer, into.byteOffset + into.bytesFilled, count).set(from);
      if (head.byteLength === count) {
        this.queue.shift();
      } else {
        head.byteOffset += count;
        head.byteLength -= count;
      }
      this.totalSize -= count;
      into.bytesFilled += count;
      left -= count;
    }
    return ready;
  }
  fillPullIntos() {
    while (this.pullIntos.length > 0 && this.totalSize) {
      const first = this.pullIntos[0];
      if (!this.fill(first)) continue;
      this.pullIntos.shift();
      this.commit(first);
    }
  }
  commit(into) {
    const filled = filledView(into);
    const reader = into.type === 'default' ? defaultReader(this.stream) : byobReader(this.stream);
    const request = reader[kState].requests.shift();
    if (this.state === 'closed') request.close(into.type === 'default' ? undefined : filled);
    else request.chunk(filled);
  }

  // --- answers to a request ---

  respond(bytesWritten) {
    const first = this.pullIntos[0];
    if (this.state === 'closed') {
      if (bytesWritten !== 0) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
    } else {
      if (!bytesWritten) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
      if (first.bytesFilled + bytesWritten > first.byteLength) throw new ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', bytesWritten);
    }
    first.buffer = transfer(first.buffer);
    this.accept(first, bytesWritten);
  }
  respondWithNewView(view) {
    const first = this.pullIntos[0];
    const { buffer, byteOffset, byteLength } = view;
    const bufferByteLength = buffer.byteLength;
    if (this.state === 'closed') {
      if (byteLength !== 0) throw new ERR_INVALID_STATE.TypeError('View is not zero-length');
    } else if (byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('View is zero-length');
    }
    if (first.byteOffset + first.bytesFilled !== byteOffset || first.bytesFilled + byteLength > first.byteLength ||
        first.bufferByteLength !== bufferByteLength) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
    }
    first.buffer = transfer(buffer);
    this.accept(first, byteLength);
  }
  accept(first, bytesWritten) {
    this.invalidate();
    if (this.state === 'closed') {
      if (bytesWritten) throw new ERR_INVALID_STATE.TypeError('Controller is closed but view is not zero-length');
      if (first.type === 'none') this.pullIntos.shift();
      while (this.waitingIntos > 0) this.commit(this.pullIntos.shift());
    } else {
      if (!bytesWritten) throw new ERR_INVALID_STATE.TypeError('View cannot be zero-length');
      this.acceptBytes(first, bytesWritten);
    }
    this.pullIfNeeded();
  }
  acceptBytes(into, bytesWritten) {
    if (into.bytesFilled + bytesWritten > into.byteLength) throw new ERR_INVALID_STATE.RangeError('The buffer size is invalid');
    into.bytesFilled += bytesWritten;
    if (into.type === 'none') {
      this.keepAbandoned(into);
      this.fillPullIntos();
      return;
    }
    if (into.bytesFilled < into.minimumFill) return;
    this.pullIntos.shift();
    // A part of an element waits for the rest of it.
    const part = into.bytesFilled % into.elementSize;
    if (part) {
      const end = into.byteOffset + into.bytesFilled;
      this.push({ buffer: into.buffer.slice(end - part, end), byteOffset: 0, byteLength: part });
    }
    into.bytesFilled -= part;
    this.commit(into);
    this.fillPullIntos();
  }
}

class ReadableByteStreamController {
  [kType] = 'ReadableByteStreamController';
  [kState] = {};
  constructor(ours = undefined) { if (ours !== kOurs) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get byobRequest() {
    check(this, 'ReadableByteStreamController');
    return this[kState].byobRequest();
  }
  get desiredSize() {
    check(this, 'ReadableByteStreamController');
    return this[kState].desiredSize;
  }
  close() {
    check(this, 'ReadableByteStreamController');
    checkOpen(this[kState]);
    this[kState].close();
  }
  enqueue(chunk) {
    check(this, 'ReadableByteStreamController');
    validateBuffer(chunk);
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('chunk ArrayBuffer is zero-length or detached');
    }
    checkOpen(this[kState]);
    this[kState].enqueue(chunk);
  }
  error(error = undefined) {
    check(this, 'ReadableByteStreamController');
    this[kState].error(error);
  }
}
expose(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error']);
show(ReadableByteStreamController, () => ({}));

function checkOpen(controller) {
  if (controller.closeRequested) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
  if (controller.state !== 'readable') throw new ERR_INVALID_STATE.TypeError('ReadableStream is already closed');
}

class ReadableStreamBYOBRequest {
  [kType] = 'ReadableStreamBYOBRequest';
  constructor(ours = undefined) { if (ours !== kOurs) throw new ERR_ILLEGAL_CONSTRUCTOR(); }
  get view() {
    check(this, 'ReadableStreamBYOBRequest');
    return this[kState].view;
  }
  respond(bytesWritten) {
    check(this, 'ReadableStreamBYOBRequest');
    const { view, controller } = this[kState];
    if (controller === undefined) throw new ERR_INVALID_STATE.TypeError('This BYOB request has been invalidated');
    if (native.detached(view.buffer)) throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is detached');
    controller.respond(bytesWritten);
  }
  respondWithNewView(view) {
    check(this, 'ReadableStreamBYOBRequest');
    const { controller } = this[kState];
    if (controller === undefined) throw new ERR_INVALID_STATE.TypeError('This BYOB request has been invalidated');
    validateBuffer(view, 'view');
    if (view.byteLength === 0 && native.detached(view.buffer)) throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is detached');
    controller.respondWithNewView(view);
  }
}
expose(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView']);
show(ReadableStreamBYOBRequest, (request) => ({ view: request.view, controller: request[kState].controller?.shell }));

/** Gives a stream of bytes its controller. */
function setUp(stream, { start = () => {}, pull, cancel = nothing }, highWaterMark = 0, autoAllocateChunkSize = undefined) {
  const controller = new ByteController(stream, { pull, cancel }, highWaterMark, autoAllocateChunkSize);
  stream[kState].controller = controller;
  stream[kControllerErrorFunction] = (error) => controller.error(error);
  controller.start(start);
}

function setUpFromSource(stream, source, highWaterMark) {
  const shell = new ReadableByteStreamController(kOurs);
  const { start, pull, cancel, autoAllocateChunkSize } = source;
  const algorithms = {
    pull: pull ? promising('source.pull', pull, source).bind(undefined, shell) : nothing,
    cancel: cancel ? promising('source.cancel', cancel, source) : nothing,
  };
  if (autoAllocateChunkSize === 0) throw new ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', autoAllocateChunkSize);
  const controller = new ByteController(stream, algorithms, highWaterMark, autoAllocateChunkSize);
  controller.shell = shell;
  shell[kState] = controller;
  stream[kState].controller = controller;
  stream[kControllerErrorFunction] = (error) => controller.error(error);
  controller.start(start ? starting(start, source, shell) : () => {});
}

module.exports = { ReadableByteStreamController, ReadableStreamBYOBRequest, setUp, setUpFromSource };
