'use strict';

// Readable.from and Duplex.from: streams of iterables.

const { codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES } = codes;

exports.from = function from(Readable, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Uint8Array) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  let iterator;
  let isAsync = true;
  if (iterable?.[Symbol.asyncIterator]) {
    iterator = iterable[Symbol.asyncIterator]();
  } else if (iterable?.[Symbol.iterator]) {
    isAsync = false;
    iterator = iterable[Symbol.iterator]();
  } else {
    throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }
  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;
  readable._read = function _read() {
    if (reading) return;
    reading = true;
    next();
  };
  readable._destroy = function _destroy(error, callback) {
    stop(error).then(() => process.nextTick(callback, error), (failed) => process.nextTick(callback, failed || error));
  };
  async function stop(error) {
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }
  async function next() {
    for (;;) {
      try {
        const { value, done } = isAsync ? await iterator.next() : iterator.next();
        if (done) {
          readable.push(null);
        } else {
          const chunk = value && typeof value.then === 'function' ? await value : value;
          if (chunk === null) {
            reading = false;
            throw new ERR_STREAM_NULL_VALUES();
          }
          if (readable.push(chunk)) continue;
          reading = false;
        }
      } catch (error) {
        readable.destroy(error);
      }
      break;
    }
  }
  return readable;
};

/** Duplex.from: of a stream, an iterable, an async function over a source, or a pair. */
exports.duplexFrom = function duplexFrom(Duplex, body) {
  const { isNodeStream, isReadableStream, isWritableStream } = require('internal/streams/finished');
  const Readable = require('internal/streams/readable');
  if (isNodeStream(body)) {
    if (isReadableStream(body) && isWritableStream(body)) return body;
    return exports.pair(Duplex, isReadableStream(body) ? body : null, isWritableStream(body) ? body : null);
  }
  if (typeof body === 'function') {
    const { PassThrough } = require('internal/streams/duplex');
    const input = new PassThrough({ objectMode: true });
    const result = body(input[Symbol.asyncIterator](), {});
    if (result?.[Symbol.asyncIterator] || result?.[Symbol.iterator]) {
      return exports.pair(Duplex, Readable.from(result, { objectMode: true }), input);
    }
    const duplex = exports.pair(Duplex, null, input);
    Promise.resolve(result).then(undefined, (error) => duplex.destroy(error));
    return duplex;
  }
  if (typeof body === 'object' && body !== null && (body.readable || body.writable) && !body[Symbol.iterator]) {
    return exports.pair(Duplex, body.readable ? exports.duplexFrom(Duplex, body.readable) : null, body.writable || null);
  }
  if (body && typeof body.then === 'function') {
    return exports.pair(Duplex, Readable.from({ [Symbol.asyncIterator]() {
      let done = false;
      return {
        async next() {
          if (done) return { value: undefined, done: true };
          done = true;
          return { value: await body, done: false };
        },
      };
    } }), null);
  }
  if (body?.[Symbol.asyncIterator] || body?.[Symbol.iterator]) {
    return exports.pair(Duplex, Readable.from(body), null);
  }
  throw new ERR_INVALID_ARG_TYPE('body', ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable',
    'Function', '{ readable, writable } pair', 'Promise'], body);
};

/** One Duplex of a readable and a writable stream. */
exports.pair = function pair(Duplex, readable, writable) {
  const { finished } = require('internal/streams/finished');
  let ondrain = null;
  let onfinish = null;
  let onreadable = null;
  let onclose = null;
  const duplex = new Duplex({
    readableObjectMode: !!readable?.readableObjectMode, writableObjectMode: !!writable?.writableObjectMode,
    readable: !!readable, writable: !!writable,
  });
  const closed = (error) => {
    const callback = onclose;
    onclose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  };
  if (writable) {
    finished(writable, { readable: false }, (error) => { if (error && readable) readable.destroy(error); closed(error); });
    duplex._write = (chunk, encoding, callback) => {
      if (writable.write(chunk, encoding)) callback();
      else ondrain = callback;
    };
    duplex._final = (callback) => {
      writable.end();
      onfinish = callback;
    };
    writable.on('drain', () => {
      const callback = ondrain;
      ondrain = null;
      callback?.();
    });
    writable.on('finish', () => {
      const callback = onfinish;
      onfinish = null;
      callback?.();
    });
  }
  if (readable) {
    finished(readable, { writable: false }, (error) => { if (error) closed(error); });
    readable.on('readable', () => {
      const callback = onreadable;
      onreadable = null;
      callback?.();
    });
    readable.on('end', () => duplex.push(null));
    duplex._read = () => {
      for (;;) {
        const chunk = readable.read();
        if (chunk === null) {
          onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }
  duplex._destroy = (error, callback) => {
    const { AbortError } = require('internal/errors');
    if (!error && onfinish !== null) error = new AbortError();
    onreadable = null;
    ondrain = null;
    onfinish = null;
    writable?.destroy(error);
    readable?.destroy(error);
    callback(error);
  };
  return duplex;
};
