'use strict';

// Functions that tell how they were called, in place of others. (doc:
// test.html#class-mocktracker)

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');

// A mock's context is open to its script; these two of its functions are not.
let implementationOf;
let note;

class MockFunctionContext {
  #calls = [];
  #once = new Map(); // implementations for single calls, by the call's number
  #implementation;
  #original; // { fn }, or { object, name, descriptor } of a method
  #times;

  static {
    implementationOf = (context) => {
      const number = context.#calls.length;
      const found = context.#once.get(number) ?? context.#implementation;
      if (number + 1 === context.#times) context.restore();
      context.#once.delete(number);
      return found;
    };
    note = (context, call) => context.#calls.push(call);
  }

  constructor(implementation, original, times) {
    this.#implementation = implementation;
    this.#original = original;
    this.#times = times;
  }

  get calls() { return [...this.#calls]; }
  callCount() { return this.#calls.length; }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall ?? next;
    validateInteger(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  restore() {
    const { fn, object, name, descriptor } = this.#original;
    if (typeof name === 'string') Object.defineProperty(object, name, descriptor);
    else this.#implementation = fn;
  }

  resetCalls() { this.#calls = []; }
}

function proxyOf(context, original) {
  // Calls through run, and notes what came of it.
  const noted = (args, thisValue, target, run) => {
    const call = { __proto__: null, arguments: args, error: undefined, result: undefined, stack: undefined, target, this: thisValue };
    try {
      call.result = run();
      return call.result;
    } catch (error) {
      call.error = error;
      throw error;
    } finally {
      call.stack = new Error();
      if (target !== undefined) call.this = call.result;
      note(context, call);
    }
  };
  return new Proxy(original, {
    apply(target, thisValue, args) {
      const fn = implementationOf(context);
      return noted(args, thisValue, undefined, () => Reflect.apply(fn, thisValue, args));
    },
    construct(target, args, newTarget) {
      const Class = implementationOf(context);
      return noted(args, undefined, target, () => Reflect.construct(Class, args, newTarget));
    },
    get(target, key, receiver) { return key === 'mock' ? context : Reflect.get(target, key, receiver); },
  });
}

function itself() {} // stands for "as the original"

/** [implementation, options], of which the first may be left out. */
function parse(implementation, options, otherwise) {
  return implementation !== null && typeof implementation === 'object' ? [otherwise, implementation] : [implementation, options];
}

function validateTimes(times) {
  if (times !== Infinity) validateInteger(times, 'options.times', 1);
}

function descriptorOf(object, name) {
  for (let at = object; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found;
  }
  return undefined;
}

class MockTracker {
  #contexts = [];
  #timers;

  get timers() { return (this.#timers ??= new (require('internal/test/mock_timers').MockTimers)()); }

  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original;
      original = function() {};
      implementation = original;
    } else {
      [implementation, options] = parse(implementation, options, original);
    }
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { times = Infinity } = options;
    validateTimes(times);
    return this.#make(new MockFunctionContext(implementation, { fn: original }, times), original);
  }

  method(objectOrFunction, methodName, implementation = itself, options = {}) {
    if (typeof methodName !== 'string' && typeof methodName !== 'symbol') throw new ERR_INVALID_ARG_TYPE('methodName', ['string', 'symbol'], methodName);
    if (typeof objectOrFunction !== 'function') validateObject(objectOrFunction, 'object');
    [implementation, options] = parse(implementation, options, itself);
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { getter = false, setter = false, times = Infinity } = options;
    validateBoolean(getter, 'options.getter');
    validateBoolean(setter, 'options.setter');
    validateTimes(times);
    if (setter && getter) throw new ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'");

    const descriptor = descriptorOf(objectOrFunction, methodName);
    const part = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[part];
    if (typeof original !== 'function') throw new ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    const mock = this.#make(new MockFunctionContext(implementation === itself ? original : implementation,
      { descriptor, object: objectOrFunction, name: methodName }, times), original);
    Object.defineProperty(objectOrFunction, methodName, { ...descriptor, [part]: mock });
    return mock;
  }

  getter(object, methodName, implementation = itself, options = {}) { return this.#accessor('getter', object, methodName, implementation, options); }
  setter(object, methodName, implementation = itself, options = {}) { return this.#accessor('setter', object, methodName, implementation, options); }

  #accessor(kind, object, methodName, implementation, options) {
    [implementation, options] = parse(implementation, options, itself);
    validateObject(options, 'options');
    const { [kind]: wanted = true } = options;
    if (wanted === false) throw new ERR_INVALID_ARG_VALUE(`options.${kind}`, wanted, 'cannot be false');
    return this.method(object, methodName, implementation, { ...options, [kind]: wanted });
  }

  reset() {
    this.restoreAll();
    this.#timers?.reset();
    this.#contexts = [];
  }

  restoreAll() {
    for (const context of this.#contexts) context.restore();
  }

  #make(context, original) {
    this.#contexts.push(context);
    return proxyOf(context, original);
  }
}

module.exports = { MockTracker };
