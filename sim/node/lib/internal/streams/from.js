'use strict';

// Readable.from: a stream of what an iterable gives.

const { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES } = require('internal/errors').codes;

module.exports = function from(Readable, iterable, options) {
  if (typeof iterable === 'string' || Buffer.isBuffer(iterable)) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  const isAsync = !!iterable?.[Symbol.asyncIterator];
  if (!isAsync && !iterable?.[Symbol.iterator]) throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;
  let promises = false; // a plain iterable has given a promise
  readable._read = function () {
    if (reading) return;
    reading = true;
    if (isAsync) awaitAll(() => iterator.next());
    else if (promises) awaitValues();
    else pushValues();
  };
  readable._destroy = function (error, callback) {
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

  // Gives a chunk: whether there is room for more.
  function give(chunk) {
    if (chunk === null) {
      reading = false;
      throw new ERR_STREAM_NULL_VALUES();
    }
    if (readable.push(chunk)) return true;
    reading = false;
    return false;
  }

  const isPromise = (value) => value && typeof value.then === 'function';

  // Nothing is awaited before it must be: chunks that are there come at once.
  function pushValues() {
    try {
      for (;;) {
        const { value, done } = iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (isPromise(value)) {
          awaitFirst(value);
          return;
        }
        if (!give(value)) return;
      }
    } catch (error) {
      readable.destroy(error);
    }
  }
  async function awaitFirst(value) {
    promises = true;
    try {
      if (give(await value)) awaitValues();
    } catch (error) {
      readable.destroy(error);
    }
  }
  async function awaitValues() {
    try {
      for (;;) {
        const { value, done } = iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (!give(isPromise(value) ? await value : value)) return;
      }
    } catch (error) {
      readable.destroy(error);
    }
  }
  async function awaitAll(next) {
    try {
      for (;;) {
        const { value, done } = await next();
        if (done) {
          readable.push(null);
          return;
        }
        if (!give(value)) return;
      }
    } catch (error) {
      readable.destroy(error);
    }
  }
  return readable;
};
