'use strict';

// The helpers of Readable that are like those of arrays.

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_OUT_OF_RANGE } = codes;
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');
const { isNodeStream, isWritable } = require('internal/streams/kinds');

const kSkipped = Symbol('kEmpty'); // a value that is left out
const kEnd = Symbol('kEof');

function checkOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}
function checkFunction(f, name = 'fn') {
  if (typeof f !== 'function') throw new ERR_INVALID_ARG_TYPE(name, ['Function', 'AsyncFunction'], f);
}
const checkAbort = (options) => { if (options?.signal?.aborted) throw new AbortError(); };

function compose(stream, options) {
  checkOptions(options);
  if (isNodeStream(stream) && !isWritable(stream)) throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  const composed = require('internal/streams/compose')(this, stream);
  if (options?.signal) require('internal/streams/abort').addAbortSignal(options.signal, composed);
  return composed;
}

// Calls fn on each chunk, so many at once, and gives the results in order.
function map(fn, options) {
  checkFunction(fn);
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency != null) concurrency = Math.floor(options.concurrency);
  let most = concurrency - 1;
  if (options?.highWaterMark != null) most = Math.floor(options.highWaterMark);
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(most, 'options.highWaterMark', 0);
  return results(this, fn, AbortSignal.any([options?.signal].filter(Boolean)), concurrency, most + concurrency);
}

async function* results(stream, fn, signal, concurrency, most) {
  const queue = []; // promises of results, of at most so many chunks
  let wakeReader = null;
  let wakePump = null;
  let done = false;
  let active = 0;
  const wakeUp = () => {
    if (!wakePump || done || active >= concurrency || queue.length >= most) return;
    wakePump();
    wakePump = null;
  };
  const settled = () => {
    active -= 1;
    wakeUp();
  };
  const failed = () => {
    done = true;
    settled();
  };
  const tellReader = () => {
    if (!wakeReader) return;
    wakeReader();
    wakeReader = null;
  };
  async function pump() {
    try {
      for await (let value of stream) {
        if (done) return;
        if (signal.aborted) throw new AbortError();
        try {
          value = fn(value, { signal });
          if (value === kSkipped) continue;
          value = Promise.resolve(value);
        } catch (error) {
          value = Promise.reject(error);
        }
        active += 1;
        value.then(settled, failed);
        queue.push(value);
        tellReader();
        if (!done && (queue.length >= most || active >= concurrency)) await new Promise((resolve) => { wakePump = resolve; });
      }
      queue.push(kEnd);
    } catch (error) {
      const value = Promise.reject(error);
      value.then(settled, failed);
      queue.push(value);
    } finally {
      done = true;
      tellReader();
    }
  }
  pump();
  try {
    for (;;) {
      while (queue.length > 0) {
        const value = await queue[0];
        if (value === kEnd) return;
        if (signal.aborted) throw new AbortError();
        if (value !== kSkipped) yield value;
        queue.shift();
        wakeUp();
      }
      await new Promise((resolve) => { wakeReader = resolve; });
    }
  } finally {
    done = true;
    if (wakePump) {
      wakePump();
      wakePump = null;
    }
  }
}

function asIndexedPairs(options) {
  checkOptions(options);
  return numbered(this, options);
}
async function* numbered(stream, options) {
  let index = 0;
  for await (const value of stream) {
    if (options?.signal?.aborted) throw new AbortError({ cause: options.signal.reason });
    yield [index++, value];
  }
}

async function some(fn, options) {
  // The first that passes is enough.
  for await (const value of filter.call(this, fn, options)) return true;
  return false;
}

async function every(fn, options) {
  checkFunction(fn);
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function find(fn, options) {
  for await (const value of filter.call(this, fn, options)) return value;
  return undefined;
}

async function forEach(fn, options) {
  checkFunction(fn);
  async function call(value, given) {
    await fn(value, given);
    return kSkipped;
  }
  for await (const value of map.call(this, call, options));
}

function filter(fn, options) {
  checkFunction(fn);
  async function call(value, given) { return (await fn(value, given)) ? value : kSkipped; }
  return map.call(this, call, options);
}

async function reduce(reducer, initialValue, options) {
  checkFunction(reducer, 'reducer');
  checkOptions(options);
  let given = arguments.length > 1;
  let accumulator = initialValue;
  const outer = options?.signal;
  if (outer?.aborted) {
    const error = new AbortError(undefined, { cause: outer.reason });
    this.once('error', () => {}); // it is thrown below
    await require('internal/streams/finished').finishedPromise(this.destroy(error));
    throw error;
  }
  const controller = new AbortController();
  outer?.addEventListener('abort', () => controller.abort(), { once: true });
  let any = false;
  try {
    for await (const value of this) {
      any = true;
      checkAbort(options);
      if (given) {
        accumulator = await reducer(accumulator, value, { signal: controller.signal });
      } else {
        accumulator = value;
        given = true;
      }
    }
    if (!any && !given) throw missingInitialValue();
  } finally {
    controller.abort();
  }
  return accumulator;
}

function missingInitialValue() {
  const error = new ERR_MISSING_ARGS('reduce');
  error.message = 'Reduce of an empty stream requires an initial value';
  return error;
}

async function toArray(options) {
  checkOptions(options);
  const result = [];
  for await (const value of this) {
    if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
    result.push(value);
  }
  return result;
}

function flatMap(fn, options) { return flattened(map.call(this, fn, options)); }
async function* flattened(values) { for await (const value of values) yield* value; }

function toCount(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

function drop(number, options = undefined) {
  checkOptions(options);
  return without(this, toCount(number), options);
}
async function* without(stream, number, options) {
  checkAbort(options);
  for await (const value of stream) {
    checkAbort(options);
    if (number-- <= 0) yield value;
  }
}

function take(number, options = undefined) {
  checkOptions(options);
  return first(this, toCount(number), options);
}
async function* first(stream, number, options) {
  checkAbort(options);
  for await (const value of stream) {
    checkAbort(options);
    if (number-- > 0) yield value;
    if (number <= 0) return;
  }
}

module.exports = { asIndexedPairs, compose, drop, every, filter, find, flatMap, forEach, map, reduce, some, take, toArray };
