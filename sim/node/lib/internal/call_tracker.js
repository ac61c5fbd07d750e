'use strict';

// assert.CallTracker: counts how often functions are called.

const { codes } = require('internal/errors');
const { validateUint32 } = require('internal/validators');
const AssertionError = require('internal/assertion_error');

const { ERR_INVALID_ARG_VALUE, ERR_UNAVAILABLE_DURING_EXIT } = codes;

const nothing = Function.prototype;

// What is known of one function.
class Context {
  #expected;
  #calls = [];
  #name;
  #where;

  constructor(expected, name, where) {
    this.#expected = expected;
    this.#name = name;
    this.#where = where;
  }

  track(thisArg, args) { this.#calls.push({ thisArg, arguments: [...args] }); }
  reset() { this.#calls = []; }
  calls() { return Object.freeze(this.#calls.map((call) => Object.freeze({ ...call }))); }

  report() {
    if (this.#calls.length === this.#expected) return undefined;
    return {
      message: `Expected the ${this.#name} function to be executed ${this.#expected} time(s) but was executed ${this.#calls.length} time(s).`,
      actual: this.#calls.length,
      expected: this.#expected,
      operator: this.#name,
      stack: this.#where,
    };
  }
}

class CallTracker {
  #contexts = new Set();
  #byFunction = new WeakMap();

  #find(tracked) {
    if (!this.#byFunction.has(tracked)) throw new ERR_INVALID_ARG_VALUE('tracked', tracked, 'is not a tracked function');
    return this.#byFunction.get(tracked);
  }

  reset(tracked) {
    if (tracked === undefined) this.#contexts.forEach((context) => context.reset());
    else this.#find(tracked).reset();
  }

  getCalls(tracked) { return this.#find(tracked).calls(); }

  calls(fn, expected = 1) {
    if (process._exiting) throw new ERR_UNAVAILABLE_DURING_EXIT();
    if (typeof fn === 'number') {
      expected = fn;
      fn = nothing;
    } else if (fn === undefined) {
      fn = nothing;
    }
    validateUint32(expected, 'expected', true);
    const context = new Context(expected, fn.name || 'calls', new Error());
    const tracked = new Proxy(fn, {
      apply(target, thisArg, args) {
        context.track(thisArg, args);
        return Reflect.apply(target, thisArg, args);
      },
    });
    this.#contexts.add(context);
    this.#byFunction.set(tracked, context);
    return tracked;
  }

  report() { return [...this.#contexts].map((context) => context.report()).filter((report) => report !== undefined); }

  verify() {
    const reports = this.report();
    if (reports.length === 0) return;
    const message = reports.length === 1 ? reports[0].message : 'Functions were not called the expected number of times';
    throw new AssertionError({ message, details: reports });
  }
}

module.exports = CallTracker;
