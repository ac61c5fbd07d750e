'use strict';

// EventEmitter, and waiting for its events with promises.

const { inspect } = require('internal/inspect');
const { AbortError, codes, setStackHeader } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateFunction, validateNumber, validateObject,
} = require('internal/validators');

const { ERR_INVALID_ARG_TYPE, ERR_UNHANDLED_ERROR } = codes;

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');

let defaultMaxListeners = 10;

function checkListener(listener) { validateFunction(listener, 'listener'); }

function EventEmitter(options) { EventEmitter.init.call(this, options); }

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function init(options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this[kShapeMode] = false;
    this._events = Object.create(null);
    this._eventsCount = 0;
  } else {
    this[kShapeMode] = true;
  }
  this._maxListeners = this._maxListeners || undefined;
  if (options?.captureRejections) {
    validateBoolean(options.captureRejections, 'options.captureRejections');
    this[kCapture] = Boolean(options.captureRejections);
  } else {
    // Most emitters take what the class says.
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
};

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

EventEmitter.prototype.getMaxListeners = function getMaxListeners() { return maxListenersOf(this); };

// A listener may return a promise; with captureRejections its rejection becomes
// an error event, unless the emitter has a way of its own.
function watchResult(emitter, promise, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const { then } = promise;
    if (typeof then !== 'function') return;
    then.call(promise, undefined, (error) => process.nextTick(emitRejection, emitter, error, type, args));
  } catch (error) {
    emitter.emit('error', error);
  }
}

function emitRejection(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
    return;
  }
  // If the handler of this error rejects too, that is an unhandled rejection.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
    if (events === undefined || events.error === undefined) throwUnhandled(this, args);
  }
  if (events === undefined) return false;
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = Reflect.apply(handler, this, args);
    if (result !== undefined && result !== null) watchResult(this, result, type, args);
    return true;
  }
  // Who comes or goes during the event does not change who hears it.
  for (const listener of handler.slice()) {
    const result = Reflect.apply(listener, this, args);
    if (result !== undefined && result !== null) watchResult(this, result, type, args);
  }
  return true;
};

function throwUnhandled(emitter, args) {
  const error = args[0];
  if (error instanceof Error) throw error;
  let shown;
  try {
    shown = inspect(error);
  } catch {
    shown = error;
  }
  const unhandled = new ERR_UNHANDLED_ERROR(shown);
  unhandled.context = error;
  throw unhandled;
}

function add(emitter, type, listener, prepend) {
  checkListener(listener);
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    // Told before it is added, so that a listener of this event hears of later
    // ones only.
    emitter.emit('newListener', type, listener.listener ?? listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof existing === 'function' ? (events[type] = [existing]) : existing;
  if (prepend) list.unshift(listener);
  else list.push(listener);
  const most = maxListenersOf(emitter);
  if (most > 0 && list.length > most && !list.warned) {
    list.warned = true;
    const warning = new Error(`Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ` +
      `${inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`);
    warning.name = 'MaxListenersExceededWarning';
    warning.emitter = emitter;
    warning.type = type;
    warning.count = list.length;
    setStackHeader(warning, `${warning.name}: ${warning.message}`);
    process.emitWarning(warning);
  }
  return emitter;
}

EventEmitter.prototype.addListener = function addListener(type, listener) { return add(this, type, listener, false); };
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.prependListener = function prependListener(type, listener) { return add(this, type, listener, true); };

function onceWrap(emitter, type, listener) {
  let fired = false;
  function wrapper(...args) {
    if (fired) return undefined;
    emitter.removeListener(type, wrapper);
    fired = true;
    return Reflect.apply(listener, emitter, args);
  }
  Object.defineProperty(wrapper, 'name', { value: 'bound onceWrapper', configurable: true });
  wrapper.listener = listener;
  return wrapper;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  return this.on(type, onceWrap(this, type, listener));
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  return this.prependListener(type, onceWrap(this, type, listener));
};

function forget(emitter, type) {
  if (--emitter._eventsCount === 0) emitter._events = Object.create(null);
  else delete emitter._events[type];
}

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    forget(this, type);
    if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
    return this;
  }
  if (typeof list === 'function') return this;
  let at = list.length - 1;
  while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
  if (at < 0) return this;
  list.splice(at, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    // Nobody wants to hear of each.
    if (arguments.length === 0) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      forget(this, type);
    }
    return this;
  }
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
    this.removeAllListeners('removeListener');
    this._events = Object.create(null);
    this._eventsCount = 0;
    return this;
  }
  const list = events[type];
  if (typeof list === 'function') {
    this.removeListener(type, list);
  } else if (list !== undefined) {
    for (let i = list.length - 1; i >= 0; i--) this.removeListener(type, list[i]);
  }
  return this;
};

function listenersOf(emitter, type, unwrap) {
  const list = emitter._events === undefined ? undefined : emitter._events[type];
  if (list === undefined) return [];
  const all = typeof list === 'function' ? [list] : list.slice();
  return unwrap ? all.map((listener) => listener.listener || listener) : all;
}

EventEmitter.prototype.listeners = function listeners(type) { return listenersOf(this, type, true); };
EventEmitter.prototype.rawListeners = function rawListeners(type) { return listenersOf(this, type, false); };

function countOf(type, listener) {
  const list = this._events === undefined ? undefined : this._events[type];
  if (list === undefined) return 0;
  const all = typeof list === 'function' ? [list] : list;
  if (listener == null) return all.length;
  return all.filter((one) => one === listener || one.listener === listener).length;
}

EventEmitter.prototype.listenerCount = function listenerCount(type, listener) { return countOf.call(this, type, listener); };
EventEmitter.prototype.eventNames = function eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; };
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

// ---- Static functions

function isEventTarget(value) { return typeof value?.addEventListener === 'function' && typeof value.dispatchEvent === 'function'; }

function isEmitter(value) { return typeof value?.on === 'function'; }

function listen(emitter, name, listener, flags) {
  if (isEmitter(emitter)) {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter?.addEventListener === 'function') {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function unlisten(emitter, name, listener) {
  if (typeof emitter?.removeListener === 'function') emitter.removeListener(name, listener);
  else if (typeof emitter?.removeEventListener === 'function') emitter.removeEventListener(name, listener);
  else throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
}

/** A promise of the arguments of the next event of that name. */
async function once(emitter, name, options = {}) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      unlisten(emitter, name, onEvent);
      if (signal != null) unlisten(signal, 'abort', onAbort);
      reject(error);
    };
    const onEvent = (...args) => {
      if (isEmitter(emitter)) emitter.removeListener('error', onError);
      if (signal != null) unlisten(signal, 'abort', onAbort);
      resolve(args);
    };
    const onAbort = () => {
      unlisten(emitter, name, onEvent);
      if (isEmitter(emitter)) unlisten(emitter, 'error', onError);
      reject(new AbortError(undefined, { cause: signal?.reason }));
    };
    listen(emitter, name, onEvent, { once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal != null) listen(signal, 'abort', onAbort, { once: true });
  });
}

/** An async iterator of the arguments of each event of that name. */
function on(emitter, name, options = {}) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const highWaterMark = options.highWaterMark ?? options.highWatermark ?? Infinity;
  const lowWaterMark = options.lowWaterMark ?? options.lowWatermark ?? 1;
  const events = [];
  const waiting = [];
  let failure = null;
  let finished = false;
  let paused = false;
  const listeners = [];
  const hear = (target, event, listener, flags) => {
    listen(target, event, listener, flags);
    listeners.push([target, event, listener]);
  };
  const close = () => {
    for (const [target, event, listener] of listeners.splice(0)) unlisten(target, event, listener);
    finished = true;
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  const onEvent = (...args) => {
    if (waiting.length > 0) return waiting.shift().resolve({ value: args, done: false });
    events.push(args);
    if (!paused && events.length > highWaterMark && typeof emitter.pause === 'function') {
      paused = true;
      emitter.pause();
    }
    return undefined;
  };
  const fail = (error) => {
    if (waiting.length > 0) waiting.shift().reject(error);
    else failure = error;
    close();
  };
  const iterator = {
    next() {
      if (events.length > 0) {
        const value = events.shift();
        if (paused && events.length < lowWaterMark) {
          emitter.resume();
          paused = false;
        }
        return Promise.resolve({ value, done: false });
      }
      if (failure) {
        const rejected = Promise.reject(failure);
        failure = null;
        return rejected;
      }
      if (finished) return close();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() { return close(); },
    throw(error) {
      if (!error || !(error instanceof Error)) throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      fail(error);
    },
  };
  const asyncIterator = Symbol.asyncIterator || Symbol.for('Symbol.asyncIterator');
  Object.defineProperty(iterator, asyncIterator, { value() { return this; }, writable: true, configurable: true, enumerable: false });
  hear(emitter, name, onEvent);
  if (name !== 'error' && typeof emitter.on === 'function') hear(emitter, 'error', fail);
  for (const event of options.close || []) hear(emitter, event, close);
  if (signal) hear(signal, 'abort', () => fail(new AbortError(undefined, { cause: signal.reason })), { once: true });
  return iterator;
}

function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget?.listeners === 'function') return emitterOrTarget.listeners(type);
  if (isEventTarget(emitterOrTarget)) {
    const list = emitterOrTarget[Symbol.for('nodejs.event_target.listeners')];
    if (typeof list === 'function') return list.call(emitterOrTarget, type);
    return [];
  }
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function getMaxListeners(emitterOrTarget) {
  if (typeof emitterOrTarget?.getMaxListeners === 'function') return maxListenersOf(emitterOrTarget);
  if (isEventTarget(emitterOrTarget)) return emitterOrTarget[kMaxEventTargetListeners] ?? defaultMaxListeners;
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function setMaxListeners(n = defaultMaxListeners, ...targets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) {
    defaultMaxListeners = n;
    return;
  }
  for (const target of targets) {
    if (typeof target?.setMaxListeners === 'function') target.setMaxListeners(n);
    else if (isEventTarget(target)) target[kMaxEventTargetListeners] = n;
    else throw new ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
  }
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let remove;
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    signal.addEventListener('abort', listener, { once: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  const dispose = Symbol.dispose || Symbol.for('Symbol.dispose');
  return { __proto__: null, [dispose]() { remove?.(); } };
}

module.exports = EventEmitter;
Object.assign(EventEmitter, { addAbortListener, once, on, getEventListeners, getMaxListeners });
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;
EventEmitter.errorMonitor = kErrorMonitor;
EventEmitter.setMaxListeners = setMaxListeners;
EventEmitter.listenerCount = (emitter, type) => (typeof emitter.listenerCount === 'function' ?
  emitter.listenerCount(type) : countOf.call(emitter, type));
Object.defineProperties(EventEmitter, {
  defaultMaxListeners: {
    enumerable: true,
    get: () => defaultMaxListeners,
    set(n) {
      validateNumber(n, 'defaultMaxListeners', 0);
      defaultMaxListeners = n;
    },
  },
  captureRejections: {
    enumerable: true, configurable: false,
    get: () => EventEmitter.prototype[kCapture],
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
  },
});
