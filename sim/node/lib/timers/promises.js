'use strict';

// The timers as promises and as an asynchronous iterator.

const timers = require('timers');
const { codes, AbortError } = require('internal/errors');
const { atLast } = require('internal/safe');
const { validateAbortSignal, validateBoolean, validateObject, validateNumber } = require('internal/validators');

const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

function check(options) {
  validateObject(options, 'options');
  validateAbortSignal(options.signal, 'options.signal');
  const { ref = true } = options;
  validateBoolean(ref, 'options.ref');
  return { signal: options.signal, ref };
}

// wait makes a promise of a timer that begin starts and stop stops.
function wait(options, begin, stop) {
  let checked;
  try {
    checked = check(options);
  } catch (error) {
    return Promise.reject(error);
  }
  const { signal, ref } = checked;
  if (signal && signal.aborted) return Promise.reject(aborted(signal));
  let cancel;
  const promise = new Promise((resolve, reject) => {
    const timer = begin(resolve);
    if (!ref) timer.unref();
    if (signal) {
      cancel = () => {
        if (!timer._destroyed) {
          stop(timer);
          reject(aborted(signal));
        }
      };
      signal.addEventListener('abort', cancel, { once: true });
    }
  });
  return cancel === undefined ? promise : atLast(promise, () => signal.removeEventListener('abort', cancel));
}

function setTimeout(after, value, options = {}) {
  try {
    if (after !== undefined) validateNumber(after, 'delay');
  } catch (error) {
    return Promise.reject(error);
  }
  return wait(options, (resolve) => timers.setTimeout(() => resolve(value), after), timers.clearTimeout);
}

function setImmediate(value, options = {}) {
  return wait(options, (resolve) => timers.setImmediate(() => resolve(value)), timers.clearImmediate);
}

async function* setInterval(after, value, options = {}) {
  if (after !== undefined) validateNumber(after, 'delay');
  const { signal, ref } = check(options);
  if (signal && signal.aborted) throw aborted(signal);
  let wake;
  let due = 0;
  const timer = timers.setInterval(() => {
    due++;
    if (wake) {
      wake();
      wake = undefined;
    }
  }, after);
  if (!ref) timer.unref();
  let cancel;
  try {
    if (signal) {
      cancel = () => {
        timers.clearInterval(timer);
        if (wake) {
          wake(Promise.reject(aborted(signal)));
          wake = undefined;
        }
      };
      signal.addEventListener('abort', cancel, { once: true });
    }
    while (!(signal && signal.aborted)) {
      if (due === 0) await new Promise((resolve) => { wake = resolve; });
      for (; due > 0; due--) yield value;
    }
    throw aborted(signal);
  } finally {
    timers.clearInterval(timer);
    if (signal) signal.removeEventListener('abort', cancel);
  }
}

const kScheduler = Symbol('kScheduler');
class Scheduler {
  constructor() { throw new codes.ERR_ILLEGAL_CONSTRUCTOR(); }

  yield() {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }

  wait(delay, options) {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

const scheduler = Object.create(Scheduler.prototype);
scheduler[kScheduler] = true;

module.exports = { setTimeout, setImmediate, setInterval, scheduler };
