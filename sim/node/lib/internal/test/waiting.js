'use strict';

// Waiting as the test runner does it. Between two tests lie as many microtasks
// as in Node, since what tests print stands between what is reported.

const { apart, atLast } = require('internal/safe');
const { validateUint32 } = require('internal/validators');
const { failure } = require('internal/test/failure');
const { addAbortListener } = require('events');

/** Promise.race and all at two removes, as Node's are out of reach of the script. */
function race(promises) {
  return new Promise((resolve, reject) => { Promise.race(promises.map(apart)).then(resolve, reject); });
}
function all(list, f) {
  return new Promise((resolve, reject) => {
    Promise.all(list.map((one) => new Promise((done, failed) => { f(one).then(done, failed); }))).then(resolve, reject);
  });
}

function deferred() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** A callback (error) => void, and a promise of its call. A second call is an error. */
function deferredCallback() {
  const { promise, resolve, reject } = deferred();
  let calls = 0;
  const callback = (error) => {
    calls++;
    if (calls === 2) throw failure('callback invoked multiple times', 'multipleCallbackInvocations');
    if (calls > 1) return;
    if (error) reject(error);
    else resolve();
  };
  return { promise, callback };
}

/** Runs f at the first call; each call gives what that gave. */
function once(f) {
  let called = false;
  let result;
  return function runOnce(...args) {
    if (!called) {
      called = true;
      result = Reflect.apply(f, this, args);
    }
    return result;
  };
}

/** { promise, dispose }: what ends a test from outside, its time limit or its signal. */
function stopper(timeoutMs, signal) {
  const stop = deferred();
  const listener = addAbortListener(signal, stop.resolve);
  if (timeoutMs === null) return { promise: stop.promise, dispose: () => listener[Symbol.dispose]() };
  const timer = setTimeout(() => stop.resolve(), timeoutMs).unref();
  return {
    promise: stop.promise.then(() => { throw failure(`test timed out after ${timeoutMs}ms`, 'testTimeoutFailure'); }),
    dispose() {
      listener[Symbol.dispose]();
      clearTimeout(timer);
    },
  };
}

/** How many assertions a test is to make. */
class Plan {
  constructor(count) {
    validateUint32(count, 'count');
    this.expected = count;
    this.actual = 0;
  }

  check() {
    if (this.actual === this.expected) return;
    throw failure(`plan expected ${this.expected} assertions but received ${this.actual}`, 'testCodeFailure');
  }
}

module.exports = { Plan, all, atLast, deferred, deferredCallback, once, race, stopper };
