'use strict';

// The helpers of Readable that are like those of arrays.

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS, ERR_OUT_OF_RANGE } = codes;
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');

function checkOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}
function checkFunction(f, name = 'fn') {
  if (typeof f !== 'function') throw new ERR_INVALID_ARG_TYPE(name, ['Function', 'AsyncFunction'], f);
}
const aborted = (options) => { if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason }); };

// An async iterable whose next is step; a step gives {done} or {value}.
function iterable(start, stop) {
  return {
    [Symbol.asyncIterator]() {
      const step = start();
      let over = false;
      return {
        async next() {
          if (over) return { value: undefined, done: true };
          try {
            const result = await step();
            if (result.done) over = true;
            return { value: result.value, done: !!result.done };
          } catch (error) {
            over = true;
            throw error;
          }
        },
        async return(value) {
          over = true;
          await stop?.();
          return { value, done: true };
        },
        [Symbol.asyncIterator]() { return this; },
      };
    },
  };
}

// Calls f on each chunk, so many at once, and gives the results in order.
function map(f, options) {
  checkFunction(f);
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency != null) concurrency = Math.floor(options.concurrency);
  let highWaterMark = concurrency - 1;
  if (options?.highWaterMark != null) highWaterMark = Math.floor(options.highWaterMark);
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);
  highWaterMark += concurrency;
  const source = this;
  let input;
  return iterable(() => {
    const controller = new AbortController();
    const signal = controller.signal;
    options?.signal?.addEventListener('abort', () => controller.abort(options.signal.reason), { once: true });
    if (options?.signal?.aborted) controller.abort(options.signal.reason);
    input = source[Symbol.asyncIterator]();
    const queue = [];
    let ended = false;
    let active = 0;
    let wakeReader = null;
    let wakePump = null;
    const wake = () => {
      const reader = wakeReader;
      const filler = wakePump;
      wakeReader = wakePump = null;
      reader?.();
      filler?.();
    };
    const pump = async () => {
      try {
        for (;;) {
          const { value, done } = await input.next();
          if (done) break;
          if (signal.aborted) throw new AbortError();
          let result;
          try {
            result = f(value, { signal });
          } catch (error) {
            result = Promise.reject(error);
          }
          active++;
          const settled = () => {
            active--;
            wake();
          };
          result = Promise.resolve(result);
          result.then(settled, settled);
          queue.push(result);
          wake();
          while (!ended && (queue.length >= highWaterMark || active >= concurrency)) {
            await new Promise((resolve) => { wakePump = resolve; });
          }
          if (ended) return;
        }
        queue.push(null);
      } catch (error) {
        const failed = Promise.reject(error);
        failed.then(undefined, () => {});
        queue.push(failed);
      } finally {
        wake();
      }
    };
    pump();
    return async () => {
      while (queue.length === 0) await new Promise((resolve) => { wakeReader = resolve; });
      const first = queue[0];
      if (first === null) {
        ended = true;
        return { done: true };
      }
      let value;
      try {
        value = await first;
      } catch (error) {
        ended = true;
        controller.abort();
        wake();
        await input.return?.();
        throw error;
      }
      aborted(options);
      queue.shift();
      wake();
      return value === skipped ? { value, skip: true } : { value };
    };
  }, () => input?.return?.());
}
const skipped = Symbol('skipped');

// Without what was skipped.
function dense(source) {
  let input;
  return iterable(() => {
    input = source[Symbol.asyncIterator]();
    return async () => {
      for (;;) {
        const { value, done } = await input.next();
        if (done) return { done: true };
        if (value !== skipped) return { value };
      }
    };
  }, () => input?.return?.());
}

function filter(f, options) {
  checkFunction(f);
  return dense(map.call(this, async (value, o) => ((await f(value, o)) ? value : skipped), options));
}

function flatMap(f, options) {
  const mapped = map.call(this, f, options);
  let input;
  return iterable(() => {
    input = mapped[Symbol.asyncIterator]();
    let inner = null;
    return async () => {
      for (;;) {
        if (inner === null) {
          const { value, done } = await input.next();
          if (done) return { done: true };
          inner = value[Symbol.asyncIterator] ? value[Symbol.asyncIterator]() : value[Symbol.iterator]();
        }
        const { value, done } = await inner.next();
        if (!done) return { value: await value };
        inner = null;
      }
    };
  }, () => input?.return?.());
}

function toCount(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

function drop(number, options) {
  checkOptions(options);
  number = toCount(number);
  const source = this;
  let input;
  return iterable(() => {
    input = source[Symbol.asyncIterator]();
    return async () => {
      for (;;) {
        aborted(options);
        const { value, done } = await input.next();
        if (done) return { done: true };
        if (number-- <= 0) return { value };
      }
    };
  }, () => input?.return?.());
}

function take(number, options) {
  checkOptions(options);
  number = toCount(number);
  const source = this;
  let input;
  return iterable(() => {
    input = source[Symbol.asyncIterator]();
    let last = false;
    return async () => {
      aborted(options);
      if (last) return { done: true };
      const { value, done } = await input.next();
      if (done) return { done: true };
      if (number-- > 0) {
        // The last one needs no look at whether there are more.
        if (number <= 0) {
          last = true;
          await input.return?.();
        }
        return { value };
      }
      await input.return?.();
      return { done: true };
    };
  }, () => input?.return?.());
}

// Calls f on each value until it gives true.
async function each(source, options, f) {
  const input = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      aborted(options);
      const { value, done } = await input.next();
      if (done) return;
      if (await f(value)) break;
    }
  } catch (error) {
    try {
      await input.return?.();
    } catch {
      // The first error is the one that is told.
    }
    throw error;
  }
  await input.return?.();
}

async function forEach(f, options) {
  checkFunction(f);
  await each(map.call(this, async (value, o) => { await f(value, o); }, options), undefined, () => false);
}

async function toArray(options) {
  checkOptions(options);
  const result = [];
  await each(this, options, (value) => {
    result.push(value);
    return false;
  });
  return result;
}

async function some(f, options) {
  let found = false;
  await each(filter.call(this, f, options), undefined, () => (found = true));
  return found;
}

async function every(f, options) {
  checkFunction(f);
  return !(await some.call(this, async (...args) => !(await f(...args)), options));
}

async function find(f, options) {
  let found;
  await each(filter.call(this, f, options), undefined, (value) => {
    found = value;
    return true;
  });
  return found;
}

async function reduce(reducer, initial, options) {
  checkFunction(reducer, 'reducer');
  checkOptions(options);
  let given = arguments.length > 1;
  let accumulator = initial;
  const signal = options?.signal;
  if (signal?.aborted) {
    this.once('error', () => {});
    this.destroy(new AbortError(undefined, { cause: signal.reason }));
    throw new AbortError(undefined, { cause: signal.reason });
  }
  const controller = new AbortController();
  signal?.addEventListener('abort', () => controller.abort(), { once: true });
  let any = false;
  await each(this, options, async (value) => {
    any = true;
    if (given) {
      accumulator = await reducer(accumulator, value, { signal: controller.signal });
    } else {
      accumulator = value;
      given = true;
    }
    return false;
  });
  if (!given && !any) throw new ERR_MISSING_ARGS('reduce');
  return accumulator;
}

function asIndexedPairs(options) {
  let index = 0;
  return map.call(this, (value) => [index++, value], options);
}

module.exports = {
  streamReturning: { asIndexedPairs, drop, filter, flatMap, map, take },
  promiseReturning: { every, forEach, reduce, toArray, some, find },
};
