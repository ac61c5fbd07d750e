'use strict';

// Streams of Node as streams of the web, and back.

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE } = codes;
const { validateBoolean, validateObject } = require('internal/validators');
const { deferred } = require('internal/webstreams/common');
const { ReadableStream, isReadableStream } = require('internal/webstreams/readable');
const { WritableStream, isWritableStream } = require('internal/webstreams/writable');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/queuing');
const { isDestroyed, isReadable, isWritable, isWritableEnded } = require('internal/streams/kinds');
const { Duplex, Readable, Writable, destroy, finished } = require('stream');

// A stream that closes before its end was aborted.
const asAbort = (error) => (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error);

function closedWritable() {
  const writable = new WritableStream();
  writable.close();
  return writable;
}
function cancelledReadable() {
  const readable = new ReadableStream();
  readable.cancel();
  return readable;
}

function writableToWeb(stream) {
  if (!(stream && typeof stream.write === 'function' && typeof stream.on === 'function')) {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', stream);
  }
  if (isDestroyed(stream) || !isWritable(stream)) return closedWritable();
  const highWaterMark = stream.writableHighWaterMark;
  const strategy = stream.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let drained; // what a write waits for
  let closed; // what the end waits for
  const cleanup = finished(stream, (error) => {
    error = asAbort(error);
    cleanup();
    stream.on('error', () => {});
    if (error != null) {
      drained?.reject(error);
      closed?.reject(error);
      closed = undefined;
      controller.error(error);
      controller = undefined;
    } else if (closed !== undefined) {
      closed.resolve();
      closed = undefined;
    } else {
      controller.error(new AbortError());
      controller = undefined;
    }
  });
  stream.on('drain', () => drained?.resolve());
  return new WritableStream({
    start(c) { controller = c; },
    write(chunk) {
      if (!stream.writableNeedDrain && stream.write(chunk)) return undefined;
      drained = deferred();
      return drained.promise.finally(() => { drained = undefined; });
    },
    abort(reason) { destroy(stream, reason); },
    close() {
      if (closed === undefined && !isWritableEnded(stream)) {
        closed = deferred();
        stream.end();
        return closed.promise;
      }
      controller = undefined;
      return Promise.resolve();
    },
  }, strategy);
}

function readableToWeb(stream, options = {}) {
  if (typeof stream?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', stream);
  }
  if (isDestroyed(stream) || !isReadable(stream)) return cancelledReadable();
  const objectMode = stream.readableObjectMode;
  const highWaterMark = stream.readableHighWaterMark;
  const Strategy = objectMode ? CountQueuingStrategy : ByteLengthQueuingStrategy;
  const strategy = options?.strategy || new Strategy({ highWaterMark });
  let controller;
  let cancelled = false;
  stream.pause();
  const cleanup = finished(stream, (error) => {
    error = asAbort(error);
    cleanup();
    stream.on('error', () => {});
    if (error) controller.error(error);
    else if (!cancelled) controller.close();
  });
  stream.on('data', (chunk) => {
    if (Buffer.isBuffer(chunk) && !objectMode) chunk = new Uint8Array(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) stream.pause();
  });
  return new ReadableStream({
    start(c) { controller = c; },
    pull() { stream.resume(); },
    cancel(reason) {
      cancelled = true;
      destroy(stream, reason);
    },
  }, strategy);
}

function duplexToWeb(duplex) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  if (isDestroyed(duplex)) {
    const writable = closedWritable();
    return { readable: cancelledReadable(), writable };
  }
  const writable = isWritable(duplex) ? writableToWeb(duplex) : closedWritable();
  const readable = isReadable(duplex) ? readableToWeb(duplex) : cancelledReadable();
  return { writable, readable };
}

// Calls a callback that may throw: what it throws destroys the stream.
function guarded(callback, stream, ticks = true) {
  return (error) => {
    try {
      callback(error);
    } catch (thrown) {
      if (ticks) process.nextTick(() => destroy(stream(), thrown));
      else destroy(stream(), thrown);
    }
  };
}

// How Node's writes go to a writer.
function writing(writer, { decodeStrings, objectMode }, stream) {
  return {
    writev(chunks, callback) {
      const done = (errors) => {
        errors = errors.filter((error) => error);
        guarded(callback, stream)(errors.length === 0 ? undefined : errors);
      };
      writer.ready.then(() => Promise.all(chunks.map((data) => writer.write(data.chunk))).then(done, done), done);
    },
    write(chunk, encoding, callback) {
      if (typeof chunk === 'string' && decodeStrings && !objectMode) {
        const bytes = Buffer.from(chunk, encoding);
        chunk = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }
      const done = guarded(callback, stream, false);
      writer.ready.then(() => writer.write(chunk).then(done, done), done);
    },
  };
}

// Reads a chunk from a reader into a stream.
function readingFrom(reader, stream) {
  return function read() {
    reader.read().then((chunk) => stream().push(chunk.done ? null : chunk.value), (error) => destroy(stream(), error));
  };
}

// Ends a destroy; what its callback throws is nobody's to catch.
function ending(error, callback) {
  return () => {
    try {
      callback(error);
    } catch (thrown) {
      process.nextTick(() => { throw thrown; });
    }
  };
}

function checkStreamOptions({ encoding, objectMode = false }) {
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
  validateBoolean(objectMode, 'options.objectMode');
}

function writableFromWeb(writableStream, options = {}) {
  if (!isWritableStream(writableStream)) throw new ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream);
  validateObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  const writer = writableStream.getWriter();
  let closed = false;
  const writable = new Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    ...writing(writer, { decodeStrings, objectMode }, () => writable),
    destroy(error, callback) {
      const done = ending(error, callback);
      if (closed) done();
      else if (error != null) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
    },
    final(callback) {
      const done = guarded(callback, () => writable);
      if (!closed) writer.close().then(done, done);
    },
  });
  writer.closed.then(() => {
    closed = true;
    if (!isWritableEnded(writable)) destroy(writable, new ERR_STREAM_PREMATURE_CLOSE());
  }, (error) => {
    closed = true;
    destroy(writable, error);
  });
  return writable;
}

function readableFromWeb(readableStream, options = {}) {
  if (!isReadableStream(readableStream)) throw new ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream);
  validateObject(options, 'options');
  checkStreamOptions(options);
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  const reader = readableStream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode, highWaterMark, encoding, signal,
    read: readingFrom(reader, () => readable),
    destroy(error, callback) {
      const done = ending(error, callback);
      if (closed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(() => { closed = true; }, (error) => {
    closed = true;
    destroy(readable, error);
  });
  return readable;
}

function duplexFromWeb(pair = {}, options = {}) {
  validateObject(pair, 'pair');
  if (!isReadableStream(pair.readable)) throw new ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', pair.readable);
  if (!isWritableStream(pair.writable)) throw new ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', pair.writable);
  validateObject(options, 'options');
  checkStreamOptions(options);
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  const writer = pair.writable.getWriter();
  const reader = pair.readable.getReader();
  let writableClosed = false;
  let readableClosed = false;
  const duplex = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    ...writing(writer, { decodeStrings, objectMode }, () => duplex),
    final(callback) {
      const done = guarded(callback, () => duplex);
      if (!writableClosed) writer.close().then(done, done);
    },
    read: readingFrom(reader, () => duplex),
    destroy(error, callback) {
      const done = ending(error, callback);
      const closeWriter = async () => { if (!writableClosed) await writer.abort(error); };
      const closeReader = async () => { if (!readableClosed) await reader.cancel(error); };
      if (writableClosed && readableClosed) done();
      else Promise.all([closeWriter(), closeReader()]).then(done, done);
    },
  });
  const failed = (error) => {
    writableClosed = readableClosed = true;
    destroy(duplex, error);
  };
  writer.closed.then(() => {
    writableClosed = true;
    if (!isWritableEnded(duplex)) destroy(duplex, new ERR_STREAM_PREMATURE_CLOSE());
  }, failed);
  reader.closed.then(() => { readableClosed = true; }, failed);
  return duplex;
}

module.exports = { duplexFromWeb, duplexToWeb, readableFromWeb, readableToWeb, writableFromWeb, writableToWeb };
