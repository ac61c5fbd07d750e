'use strict';

// tee: two streams that both give what one gives.

const { deferred, kState } = require('internal/webstreams/common');
const readable = require('internal/webstreams/readable');
const chunks = require('internal/webstreams/readable_controller');

exports.tee = function tee(stream) { return stream[kState].controller.ofBytes ? teeBytes(stream) : teeChunks(stream); };

// The source is cancelled when both branches are.
function cancellation(stream) {
  const over = deferred();
  const reasons = [];
  const cancelled = [false, false];
  return {
    over,
    cancelled,
    get open() { return !cancelled[0] || !cancelled[1]; },
    of(i) {
      return (reason) => {
        cancelled[i] = true;
        reasons[i] = reason;
        if (cancelled[1 - i]) over.resolve(readable.cancel(stream, reasons));
        return over.promise;
      };
    },
  };
}

function teeChunks(stream) {
  const reader = new readable.ReadableStreamDefaultReader(stream);
  const ends = cancellation(stream);
  const branches = [readable.bare(), readable.bare()];
  const controllers = () => branches.map((branch) => branch[kState].controller);
  const open = () => controllers().filter((controller, i) => !ends.cancelled[i]);
  let reading = false;
  async function pull() {
    if (reading) return;
    reading = true;
    readable.read(reader, {
      chunk(value) {
        queueMicrotask(() => {
          reading = false;
          for (const controller of open()) controller.enqueue(value);
        });
      },
      close() {
        process.nextTick(() => {
          reading = false;
          for (const controller of open()) controller.close();
          if (ends.open) ends.over.resolve();
        });
      },
      error() { reading = false; },
    });
  }
  branches.forEach((branch, i) => chunks.setUp(branch, { pull, cancel: ends.of(i) }));
  reader[kState].close.promise.then(undefined, (error) => {
    for (const controller of controllers()) controller.error(error);
    if (ends.open) ends.over.resolve();
  });
  return branches;
}

// The branches of a stream of bytes can fill the buffers of their readers: then
// the source is read with the buffer of one, and the other has a copy.
function teeBytes(stream) {
  const bytes = require('internal/webstreams/bytes');
  let reader = new readable.ReadableStreamDefaultReader(stream);
  const ends = cancellation(stream);
  const branches = [readable.bare(), readable.bare()];
  const controllerOf = (i) => branches[i][kState].controller;
  const readAgain = [false, false];
  let reading = false;

  function switchTo(Reader) {
    if (reader instanceof Reader) return;
    readable.release(reader);
    reader = new Reader(stream);
    forwardErrors(reader);
  }
  function forwardErrors(current) {
    current[kState].close.promise.then(undefined, (error) => {
      if (current !== reader) return;
      for (const i of [0, 1]) controllerOf(i).error(error);
      if (ends.open) ends.over.resolve();
    });
  }
  function goOn() {
    reading = false;
    if (readAgain[0]) pull(0);
    else if (readAgain[1]) pull(1);
  }
  function copyOf(chunk) {
    return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
  }
  function failed(error) {
    for (const i of [0, 1]) controllerOf(i).error(error);
    ends.over.resolve(readable.cancel(stream, error));
  }
  function readChunk() {
    switchTo(readable.ReadableStreamDefaultReader);
    readable.read(reader, {
      chunk(chunk) {
        queueMicrotask(() => {
          readAgain.fill(false);
          let second = chunk;
          if (!ends.cancelled[0] && !ends.cancelled[1]) {
            try {
              second = copyOf(chunk);
            } catch (error) {
              failed(error);
              return;
            }
          }
          if (!ends.cancelled[0]) controllerOf(0).enqueue(chunk);
          if (!ends.cancelled[1]) controllerOf(1).enqueue(second);
          goOn();
        });
      },
      close() {
        reading = false;
        for (const i of [0, 1]) if (!ends.cancelled[i]) controllerOf(i).close();
        for (const i of [0, 1]) if (controllerOf(i).pullIntos.length > 0) controllerOf(i).respond(0);
        if (ends.open) ends.over.resolve();
      },
      error() { reading = false; },
    });
  }
  function readIntoView(view, i) {
    switchTo(readable.ReadableStreamBYOBReader);
    const own = controllerOf(i);
    const other = controllerOf(1 - i);
    readable.readInto(reader, view, 1, {
      chunk(chunk) {
        queueMicrotask(() => {
          readAgain.fill(false);
          const otherOpen = !ends.cancelled[1 - i];
          let copy;
          if (otherOpen) {
            try {
              copy = copyOf(chunk);
            } catch (error) {
              failed(error);
              return;
            }
          }
          if (!ends.cancelled[i]) own.respondWithNewView(chunk);
          if (otherOpen) other.enqueue(copy);
          goOn();
        });
      },
      close(chunk) {
        reading = false;
        const ownOpen = !ends.cancelled[i];
        const otherOpen = !ends.cancelled[1 - i];
        if (ownOpen) own.close();
        if (otherOpen) other.close();
        if (chunk !== undefined) {
          if (ownOpen) own.respondWithNewView(chunk);
          if (otherOpen && other.pullIntos.length > 0) other.respond(0);
        }
        if (ownOpen || otherOpen) ends.over.resolve();
      },
      error() { reading = false; },
    });
  }
  function pull(i) {
    if (reading) {
      readAgain[i] = true;
      return Promise.resolve();
    }
    reading = true;
    const request = controllerOf(i).byobRequest();
    if (request === null) readChunk();
    else readIntoView(request[kState].view, i);
    return Promise.resolve();
  }
  branches.forEach((branch, i) => bytes.setUp(branch, { pull: () => pull(i), cancel: ends.of(i) }));
  forwardErrors(reader);
  return branches;
}
