'use strict';

// Following work through callbacks and promises. The context of an
// AsyncLocalStorage is kept by Go for each item of a queue, and by the engine
// for each reaction of a promise. Hooks are told of timers, immediates, ticks
// and AsyncResource; not of promises, which the engine does not tell of.

const native = binding('async');
const ids = require('internal/async_ids');
const { codes } = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');

const { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID } = codes;

class AsyncHook {
  constructor({ init, before, after, destroy, promiseResolve }) {
    const hooks = { init, before, after, destroy, promiseResolve };
    for (const name of Object.keys(hooks)) {
      if (hooks[name] !== undefined && typeof hooks[name] !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${name}`);
    }
    Object.defineProperty(this, 'hooks', { value: hooks });
  }

  enable() {
    ids.listen(this.hooks);
    return this;
  }

  disable() {
    ids.unlisten(this.hooks);
    return this;
  }
}

class AsyncResource {
  #ids;
  #context;

  constructor(type, options = {}) {
    validateString(type, 'type');
    let trigger = options;
    if (typeof options !== 'number') trigger = options.triggerAsyncId === undefined ? ids.executionAsyncId() : options.triggerAsyncId;
    if (!Number.isSafeInteger(trigger) || trigger < -1) throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    if (type.length === 0) throw new ERR_ASYNC_TYPE(type);
    this.#ids = ids.begin(type, this, trigger);
    this.#context = native.get();
  }

  runInAsyncScope(fn, thisArg, ...args) {
    const outer = native.get();
    native.set(this.#context);
    try {
      return ids.run(this.#ids, fn, thisArg, args);
    } finally {
      native.set(outer);
    }
  }

  emitDestroy() {
    ids.end(this.#ids);
    return this;
  }

  asyncId() { return this.#ids.id; }
  triggerAsyncId() { return this.#ids.trigger; }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = thisArg === undefined
      ? function(...args) { return resource.runInAsyncScope(fn, this, ...args); }
      : (...args) => resource.runInAsyncScope(fn, thisArg, ...args);
    Object.defineProperties(bound, {
      length: { configurable: true, enumerable: false, value: fn.length, writable: false },
      asyncResource: { configurable: true, enumerable: true, get() { return resource; }, set() {} },
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

// A context is a Map from storages to stores that is never changed.
function storeOf(storage) {
  const context = native.get();
  return context === undefined ? undefined : context.get(storage);
}

function setStore(storage, store, present = true) {
  const context = new Map(native.get());
  if (present) context.set(storage, store);
  else context.delete(storage);
  native.set(context);
}

class AsyncLocalStorage {
  static bind(fn) { return AsyncResource.bind(fn); }

  static snapshot() {
    return AsyncLocalStorage.bind((cb, ...args) => cb(...args));
  }

  getStore() { return storeOf(this); }
  enterWith(store) { setStore(this, store); }
  disable() { setStore(this, undefined, false); }

  run(store, callback, ...args) {
    if (Object.is(store, this.getStore()) && native.get() !== undefined && native.get().has(this)) return Reflect.apply(callback, null, args);
    const outer = native.get();
    setStore(this, store);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      native.set(outer);
    }
  }

  exit(callback, ...args) {
    const outer = native.get();
    setStore(this, undefined, false);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      native.set(outer);
    }
  }
}

module.exports = {
  AsyncLocalStorage,
  createHook(callbacks) { return new AsyncHook(callbacks); },
  executionAsyncId: ids.executionAsyncId,
  triggerAsyncId: ids.triggerAsyncId,
  executionAsyncResource: ids.executionAsyncResource,
  asyncWrapProviders: Object.freeze({ __proto__: null }),
  AsyncResource,
};
