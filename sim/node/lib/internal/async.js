'use strict';

// Async generators and for await, for code that was lowered before the engine
// saw it (sim/node/js/lower.go). Each step waits for exactly as many
// microtasks as the specification says (ECMA-262, 27.6 and 27.1.4).

const native = binding('language');

const { apply, ownKeys } = Reflect;
const { create, defineProperty, defineProperties, getPrototypeOf, setPrototypeOf, getOwnPropertyDescriptor } = Object;
const PromiseThen = Promise.prototype.then;
const resolved = (value) => Promise.resolve(value);

// The symbol by which for await asks for an iterator; the engine has none.
const AsyncIterator = Symbol('Symbol.asyncIterator');
defineProperty(Symbol, 'asyncIterator', { value: AsyncIterator, writable: false, enumerable: false, configurable: false });

const GeneratorFunction = getPrototypeOf(function* () {});
const GeneratorPrototype = GeneratorFunction.prototype;
const { next: engineNext, return: engineReturn, throw: engineThrow } = GeneratorPrototype;
const { isPrototypeOf } = Object.prototype;
const weakGet = WeakMap.prototype.get;
const weakSet = WeakMap.prototype.set;

// What a lowered generator yields besides values.
class Await { constructor(value, line) { this.value = value; this.line = line; } }
class Pass { constructor(value) { this.value = value; } } // yield* hands a value on
class Return { constructor(value) { this.value = value; } } // yield* was told to return
class Resume { constructor(kind, value) { this.kind = kind; this.value = value; } }

const states = new WeakMap();
const stateOf = (object) => apply(weakGet, states, [object]);

// then calls ok or fail in a microtask of its own after a value is known;
// neither may throw. It reports what resolving the value itself throws. A stack
// leads on to the generator that waits, and to who waits for what that answers.
function wait(value, ok, fail, line, generator, answers) {
  let promise;
  try {
    promise = resolved(value);
  } catch (error) {
    fail(error);
    return;
  }
  native.awaits(line, generator, answers);
  apply(PromiseThen, promise, [ok, fail]);
}

// run lets the engine's generator go on until it waits, yields or is done.
function run(generator, state, kind, value) {
  state.phase = 'executing';
  for (;;) {
    let step;
    try {
      step = apply(kind === 'next' ? engineNext : kind === 'throw' ? engineThrow : engineReturn, generator, [value]);
    } catch (error) {
      finish(state, 'throw', error);
      return;
    }
    const yielded = step.value;
    if (step.done) {
      finish(state, 'return', yielded);
      return;
    }
    if (yielded instanceof Await) {
      wait(yielded.value, (v) => run(generator, state, 'next', v), (e) => run(generator, state, 'throw', e),
        yielded.line, generator, state.queue[0].promise);
      return;
    }
    if (yielded instanceof Return) {
      kind = 'return';
      value = yielded.value;
      continue;
    }
    if (yielded instanceof Pass) {
      state.passing = true;
      yields(generator, state, yielded.value);
      return;
    }
    wait(yielded, (v) => yields(generator, state, v), (e) => run(generator, state, 'throw', e));
    return;
  }
}

// yields gives a value to the first request, and goes on with the next.
function yields(generator, state, value) {
  answer(state, 'next', value, false);
  if (state.queue.length > 0) resume(generator, state);
  else state.phase = 'suspended';
}

// resume goes on after a yield with what the first request says. A value to
// return is waited for first.
function resume(generator, state) {
  const { kind, value } = state.queue[0];
  state.phase = 'executing';
  const passing = state.passing;
  state.passing = false;
  const go = (kind, value) => (passing
    ? run(generator, state, 'next', new Resume(kind, value))
    : run(generator, state, kind, value));
  if (kind === 'return') wait(value, (v) => go('return', v), (e) => go('throw', e));
  else go(kind, value);
}

function answer(state, kind, value, done) {
  const request = state.queue.shift();
  if (kind === 'throw') request.reject(value);
  else request.resolve({ value, done });
}

function finish(state, kind, value) {
  state.phase = 'completed';
  answer(state, kind, value, true);
  drain(state);
}

// drain answers the requests that wait when the generator is done.
function drain(state) {
  while (state.queue.length > 0) {
    const { kind, value } = state.queue[0];
    if (kind === 'return') {
      awaitReturn(state, value);
      return;
    }
    answer(state, kind, kind === 'throw' ? value : undefined, true);
  }
}

function awaitReturn(state, value) {
  state.phase = 'awaiting-return';
  wait(value, (v) => finish(state, 'return', v), (e) => finish(state, 'throw', e));
}

function request(generator, kind, value, method) {
  let resolve, reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  try {
    let state = typeof generator === 'object' && generator !== null ? stateOf(generator) : undefined;
    if (state === undefined) {
      if (!isOurs(generator)) {
        reject(new TypeError(`${method} method called on incompatible receiver ${describe(generator)}`));
        return promise;
      }
      state = { phase: 'start', queue: [], passing: false };
      apply(weakSet, states, [generator, state]);
    }
    if (state.phase === 'start' && kind === 'throw') state.phase = 'completed';
    if (state.phase === 'completed' && kind !== 'return') {
      if (kind === 'throw') reject(value);
      else resolve({ value: undefined, done: true });
      return promise;
    }
    state.queue.push({ kind, value, resolve, reject, promise });
    if (state.phase === 'completed' || (state.phase === 'start' && kind === 'return')) awaitReturn(state, value);
    else if (state.phase === 'start') run(generator, state, kind, value);
    else if (state.phase === 'suspended') resume(generator, state);
  } catch (error) {
    reject(error);
  }
  return promise;
}

function describe(value) {
  try {
    return typeof value === 'function' ? 'function' : String(value);
  } catch {
    return '#<Object>';
  }
}

// isOurs reports whether an object is a generator of the engine that was made
// by a function given to asyncGenerator.
function isOurs(object) {
  return typeof object === 'object' && object !== null && apply(isPrototypeOf, AsyncGeneratorPrototype, [object]);
}

const AsyncIteratorPrototype = {};
defineProperty(AsyncIteratorPrototype, AsyncIterator, {
  value: { [Symbol.asyncIterator]() { return this; } }[Symbol.asyncIterator], writable: true, configurable: true,
});

const AsyncGeneratorPrototype = create(AsyncIteratorPrototype);
const methods = {
  next(value) { return request(this, 'next', value, '[AsyncGenerator].prototype.next'); },
  return(value) { return request(this, 'return', value, '[AsyncGenerator].prototype.return'); },
  throw(value) { return request(this, 'throw', value, '[AsyncGenerator].prototype.throw'); },
};
for (const name of ['next', 'return', 'throw']) {
  defineProperty(AsyncGeneratorPrototype, name, { value: methods[name], writable: true, configurable: true });
}
defineProperty(AsyncGeneratorPrototype, Symbol.toStringTag, { value: 'AsyncGenerator', configurable: true });

const AsyncGeneratorFunctionPrototype = create(Function.prototype);
defineProperties(AsyncGeneratorFunctionPrototype, {
  prototype: { value: AsyncGeneratorPrototype, configurable: true },
  [Symbol.toStringTag]: { value: 'AsyncGeneratorFunction', configurable: true },
});
defineProperty(AsyncGeneratorPrototype, 'constructor', { value: AsyncGeneratorFunctionPrototype, configurable: true });

function AsyncGeneratorFunction(...args) {
  const texts = args.map((text) => `${text}`);
  const body = texts.pop() ?? '';
  return native.evaluate(`(async function* anonymous(${texts.join(',')}\n) {\n${body}\n})`, undefined);
}
defineProperty(AsyncGeneratorFunction, 'length', { value: 1, configurable: true });
AsyncGeneratorFunction.prototype = AsyncGeneratorFunctionPrototype;
defineProperty(AsyncGeneratorFunction, 'prototype', { writable: false });
defineProperty(AsyncGeneratorFunctionPrototype, 'constructor', { value: AsyncGeneratorFunction, configurable: true });

function asyncGenerator(f) {
  setPrototypeOf(f, AsyncGeneratorFunctionPrototype);
  f.prototype = create(AsyncGeneratorPrototype);
  return f;
}

// asyncMethods makes the methods of an object, or of a class and its
// prototype, asynchronous whose source says so.
function asyncMethods(object) {
  convert(object);
  if (typeof object === 'function') convert(object.prototype);
  return object;
}

const sourceOf = Function.prototype.toString;

function convert(object) {
  for (const key of ownKeys(object)) {
    const { value } = getOwnPropertyDescriptor(object, key);
    if (typeof value === 'function' && getPrototypeOf(value) === GeneratorFunction &&
        apply(sourceOf, value, []).startsWith('async')) {
      asyncGenerator(value);
    }
  }
}

// An iterator as the language keeps it: the object and its method next.
function asyncIteratorOf(iterable, told = `${name(iterable)} is not async iterable`) {
  if (iterable === null || iterable === undefined) throw new TypeError(`Cannot read properties of ${iterable} (reading 'Symbol(Symbol.asyncIterator)')`);
  const method = iterable[AsyncIterator];
  if (method !== undefined && method !== null) {
    if (typeof method !== 'function') throw noFunction(method);
    const iterator = apply(method, iterable, []);
    if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
    return { iterator, next: iterator.next };
  }
  const syncMethod = iterable[Symbol.iterator];
  if (syncMethod === undefined || syncMethod === null) throw new TypeError(told);
  if (typeof syncMethod !== 'function') throw noFunction(syncMethod);
  const iterator = apply(syncMethod, iterable, []);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object');
  const wrapper = new FromSync(iterator);
  return { iterator: wrapper, next: wrapper.next };
}

// (CallPrinter and BuildDefaultCallSite, src/execution/messages.cc)
function noFunction(value) {
  return new TypeError(value === undefined || isObject(value) ? `${name(value)} is not a function` : `${typeof value} ${String(value)} is not a function`);
}

function name(value) {
  if (typeof value === 'string') return `"${value}"`;
  if (isObject(value)) return typeof value === 'function' ? 'function' : Array.isArray(value) ? '[object Array]' : 'object';
  return String(value);
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// FromSync is an iterator whose values may be promises, as an asynchronous one.
class FromSync {
  #iterator;
  #next;

  constructor(iterator) {
    this.#iterator = iterator;
    this.#next = iterator.next;
  }

  next(...args) { return this.#step(() => apply(this.#next, this.#iterator, args)); }

  return(...args) {
    let method;
    try {
      method = this.#iterator.return;
      if (method === undefined || method === null) return Promise.resolve({ value: args[0], done: true });
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#step(() => apply(method, this.#iterator, args));
  }

  throw(...args) {
    let method;
    try {
      method = this.#iterator.throw;
      if (method === undefined || method === null) return Promise.reject(args[0]);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#step(() => apply(method, this.#iterator, args));
  }

  #step(call) {
    let value, done, promise;
    try {
      const result = call();
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      done = Boolean(result.done);
      value = result.value;
      promise = resolved(value);
    } catch (error) {
      return Promise.reject(error);
    }
    return apply(PromiseThen, promise, [(v) => ({ value: v, done })]);
  }
}

// Loop is the state of a for await loop. It is open while the loop's body
// runs: leaving it then closes the iterator.
class Loop {
  constructor(iterable, told) {
    const { iterator, next } = asyncIteratorOf(iterable, told);
    this.iterator = iterator;
    this.method = next;
    this.value = undefined;
    this.open = false;
    this.end = undefined;
  }

  advance() {
    this.open = false;
    if (typeof this.method !== 'function') throw noFunction(this.method);
    return apply(this.method, this.iterator, []);
  }

  more(result) {
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    if (result.done) return false;
    this.value = result.value;
    this.open = true;
    return true;
  }

  failing() {
    try {
      return this.closing();
    } catch {
      return false;
    }
  }

  closing() {
    if (!this.open) return false;
    this.open = false;
    this.end = this.iterator.return;
    return this.end !== undefined && this.end !== null;
  }

  close() { return apply(this.end, this.iterator, []); }

  closed(result) {
    if (!isObject(result)) throw new TypeError(`${String(result)} is not an object`);
  }
}

// delegate is yield* of an asynchronous generator.
function* delegate(iterable) {
  const { iterator, next } = asyncIteratorOf(iterable);
  let received = new Resume('next', undefined);
  for (;;) {
    let result;
    if (received.kind === 'next') {
      result = yield new Await(apply(next, iterator, [received.value]));
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done) return result.value;
    } else if (received.kind === 'throw') {
      const method = iterator.throw;
      if (method === undefined || method === null) {
        const close = iterator.return;
        if (close !== undefined && close !== null) yield new Await(apply(close, iterator, []));
        throw new TypeError('The iterator does not provide a \'throw\' method');
      }
      result = yield new Await(apply(method, iterator, [received.value]));
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done) return result.value;
    } else {
      const method = iterator.return;
      if (method === undefined || method === null) {
        yield new Return(yield new Await(received.value));
      }
      result = yield new Await(apply(method, iterator, [received.value]));
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done) yield new Return(result.value);
    }
    received = yield new Pass(result.value);
  }
}

// finally is the specification's (27.2.5.3), so that the promises it makes are
// made where they can be seen.
const { finally: finallyOf } = {
  finally(onFinally) {
    if (!isObject(this)) throw new TypeError(`Promise.prototype.finally called on non-object`);
    if (typeof onFinally !== 'function') return this.then(onFinally, onFinally);
    const C = speciesOf(this);
    return this.then(
      (value) => apply(Promise.resolve, C, [onFinally()]).then(() => value),
      (reason) => apply(Promise.resolve, C, [onFinally()]).then(() => { throw reason; }));
  },
};
defineProperty(finallyOf, 'name', { value: 'finally', configurable: true });
defineProperty(Promise.prototype, 'finally', { value: finallyOf, writable: true, configurable: true });

function speciesOf(promise) {
  const C = promise.constructor;
  if (C === undefined) return Promise;
  const S = C[Symbol.species];
  return S === undefined || S === null ? Promise : S;
}

defineProperty(FromSync, 'name', { value: 'Async-from-Sync Iterator', configurable: true });

native.helper('asyncGenerator', asyncGenerator);
native.helper('asyncMethods', asyncMethods);
native.helper('await', (value, line) => new Await(value, line));
native.helper('delegate', delegate);
native.helper('iterate', (iterable, told) => new Loop(iterable, told));
native.helper('named', (f) => defineProperty(f, 'name', { value: 'default', configurable: true }));

exports.Await = Await;
exports.wait = wait;
exports.AsyncIteratorPrototype = AsyncIteratorPrototype;
exports.AsyncGeneratorPrototype = AsyncGeneratorPrototype;
exports.AsyncGeneratorFunctionPrototype = AsyncGeneratorFunctionPrototype;
