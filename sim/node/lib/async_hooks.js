'use strict';

// Following work through callbacks and promises. Go keeps the numbers, and the
// context of an AsyncLocalStorage for each item of a queue and each reaction of
// a promise (async.go, promise.go).

const native = binding('async');
const { codes } = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');

const { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID } = codes;

// ---- Hooks

const events = ['init', 'before', 'after', 'destroy', 'promiseResolve'];
let hooks = []; // those that are enabled
let storages = 0; // enabled storages, which let promises be numbered too

// An error in a hook ends the process, whoever would catch it.
function fatal(error) {
  (process._rawDebug || console.error)(typeof error?.stack === 'string' ? error.stack : require('internal/inspect').inspect(error));
  process.exit(1);
}

const tell = (event) => (...args) => {
  for (const hook of hooks) {
    if (hook[event] === undefined) continue;
    try {
      Reflect.apply(hook[event], hook.self, args);
    } catch (error) {
      fatal(error);
    }
  }
};

function changed() {
  native.setHooks(...events.map((event) => (hooks.some((hook) => hook[event] !== undefined) ? tell(event) : undefined)));
  native.trackPromises(hooks.length > 0 || storages > 0);
}

// What a hook calls is also seen on it, by these names.
const shown = events.map((event) => Symbol(event));

class AsyncHook {
  #hook;

  constructor(callbacks) {
    if (callbacks === undefined || callbacks === null) throw new TypeError(`Cannot destructure property 'init' of '${callbacks}' as it is ${callbacks}.`);
    const { init, before, after, destroy, promiseResolve } = callbacks;
    this.#hook = { self: this, init, before, after, destroy, promiseResolve };
    for (const event of events) {
      const f = this.#hook[event];
      if (f !== undefined && typeof f !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${event}`);
    }
    events.forEach((event, at) => { this[shown[at]] = this.#hook[event]; });
  }

  enable() {
    if (!hooks.includes(this.#hook)) {
      hooks = [...hooks, this.#hook];
      changed();
    }
    return this;
  }

  disable() {
    if (hooks.includes(this.#hook)) {
      hooks = hooks.filter((hook) => hook !== this.#hook);
      changed();
    }
    return this;
  }
}

// ---- Resources of a program's own

class AsyncResource {
  #resource;

  constructor(type, options = {}) {
    validateString(type, 'type');
    let trigger = options;
    if (typeof options !== 'number') trigger = options.triggerAsyncId === undefined ? native.executionAsyncId() : options.triggerAsyncId;
    if (!Number.isSafeInteger(trigger) || trigger < -1) throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    if (type.length === 0 && (storages > 0 || hooks.some((hook) => hook.init !== undefined))) throw new ERR_ASYNC_TYPE(type);
    this.#resource = native.resource(type, this, trigger);
  }

  runInAsyncScope(fn, thisArg, ...args) {
    if (typeof fn !== 'function') return Reflect.apply(fn, thisArg, args); // which says what it is
    return native.run(this.#resource, fn, thisArg, ...args);
  }

  emitDestroy() {
    native.destroy(this.#resource);
    return this;
  }

  asyncId() { return this[native.asyncId]; }
  triggerAsyncId() { return this[native.triggerId]; }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    let bound;
    if (thisArg === undefined) {
      const resource = this;
      bound = function(...args) { return resource.runInAsyncScope(fn, this, ...args); };
    } else {
      bound = this.runInAsyncScope.bind(this, fn, thisArg);
    }
    let self = this;
    const deprecated = (f) => require('util').deprecate(f, 'The asyncResource property on bound functions is deprecated', 'DEP0172');
    Object.defineProperties(bound, {
      length: { configurable: true, enumerable: false, value: fn.length, writable: false },
      asyncResource: {
        configurable: true, enumerable: true, get: deprecated(() => self), set: deprecated((value) => { self = value; }),
      },
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    type ||= fn.name;
    return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

// ---- Stores that follow callbacks

// A context is a Map from storages to stores that is never changed.
function storeOf(storage) { return native.get()?.get(storage); }

function setStore(storage, store) {
  const context = new Map(native.get());
  context.set(storage, store);
  native.set(context);
}

function removeStore(storage) {
  const context = new Map(native.get());
  context.delete(storage);
  native.set(context.size > 0 ? context : undefined);
}

class AsyncLocalStorage {
  constructor() {
    this.kResourceStore = Symbol('kResourceStore');
    this.enabled = false;
  }

  static bind(fn) { return AsyncResource.bind(fn); }

  static snapshot() { return AsyncLocalStorage.bind((cb, ...args) => cb(...args)); }

  disable() {
    if (!this.enabled) return;
    this.enabled = false;
    storages--;
    changed();
  }

  _enable() {
    if (this.enabled) return;
    this.enabled = true;
    storages++;
    changed();
  }

  getStore() { return this.enabled ? storeOf(this) : undefined; }

  enterWith(store) {
    this._enable();
    setStore(this, store);
  }

  run(store, callback, ...args) {
    if (Object.is(store, this.getStore())) return Reflect.apply(callback, null, args);
    this._enable();
    const old = storeOf(this);
    setStore(this, store);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      setStore(this, old); // what other storages were given meanwhile stays
    }
  }

  // What begins inside does not know the store, also when that is back.
  exit(callback, ...args) {
    if (!this.enabled) return Reflect.apply(callback, null, args);
    const old = storeOf(this);
    this.disable();
    removeStore(this);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      this._enable();
      setStore(this, old);
    }
  }
}

const providers = [
  'NONE', 'DIRHANDLE', 'DNSCHANNEL', 'ELDHISTOGRAM', 'FILEHANDLE', 'FILEHANDLECLOSEREQ', 'BLOBREADER', 'FSEVENTWRAP', 'FSREQCALLBACK',
  'FSREQPROMISE', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'HEAPSNAPSHOT', 'HTTP2SESSION', 'HTTP2STREAM', 'HTTP2PING',
  'HTTP2SETTINGS', 'HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST', 'JSSTREAM', 'JSUDPWRAP', 'MESSAGEPORT', 'PIPECONNECTWRAP',
  'PIPESERVERWRAP', 'PIPEWRAP', 'PROCESSWRAP', 'PROMISE', 'QUERYWRAP', 'QUIC_LOGSTREAM', 'QUIC_PACKET', 'SHUTDOWNWRAP', 'SIGNALWRAP',
  'STATWATCHER', 'STREAMPIPE', 'TCPCONNECTWRAP', 'TCPSERVERWRAP', 'TCPWRAP', 'TTYWRAP', 'UDPSENDWRAP', 'UDPWRAP', 'SIGINTWATCHDOG',
  'WORKER', 'WORKERHEAPSNAPSHOT', 'WRITEWRAP', 'ZLIB', 'CHECKPRIMEREQUEST', 'PBKDF2REQUEST', 'KEYPAIRGENREQUEST', 'KEYGENREQUEST',
  'KEYEXPORTREQUEST', 'CIPHERREQUEST', 'DERIVEBITSREQUEST', 'HASHREQUEST', 'RANDOMBYTESREQUEST', 'RANDOMPRIMEREQUEST', 'SCRYPTREQUEST',
  'SIGNREQUEST', 'TLSWRAP', 'VERIFYREQUEST',
];

module.exports = {
  AsyncLocalStorage,
  createHook(fns) { return new AsyncHook(fns); },
  executionAsyncId: native.executionAsyncId,
  triggerAsyncId: native.triggerAsyncId,
  executionAsyncResource: native.executionAsyncResource,
  asyncWrapProviders: Object.freeze(Object.assign(Object.create(null), Object.fromEntries(providers.map((name, i) => [name, i])))),
  AsyncResource,
};
for (const name of ['executionAsyncId', 'triggerAsyncId', 'executionAsyncResource']) {
  Object.defineProperty(module.exports[name], 'name', { value: name });
}
