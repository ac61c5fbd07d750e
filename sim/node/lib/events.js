'use strict';

// EventEmitter, and waiting for its events with promises.

const { AbortError, beforeFatal, codes, setStackHeader } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateNumber, validateString,
} = require('internal/validators');

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');
const { kFirstEventParam } = require('internal/event_symbols');
const kWatermarkData = Symbol.for('nodejs.watermarkData');

let defaultMaxListeners = 10;

function checkListener(listener) { validateFunction(listener, 'listener'); }

function EventEmitter(options) { EventEmitter.init.call(this, options); }

module.exports = EventEmitter;
Object.assign(EventEmitter, { addAbortListener, once, on, getEventListeners, getMaxListeners });
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;
Object.defineProperty(EventEmitter, 'captureRejections', {
  enumerable: true,
  get() { return EventEmitter.prototype[kCapture]; },
  set(value) {
    validateBoolean(value, 'EventEmitter.captureRejections');
    EventEmitter.prototype[kCapture] = value;
  },
});
Object.defineProperty(EventEmitter, 'EventEmitterAsyncResource', {
  enumerable: true, configurable: true, get: makeEventEmitterAsyncResource, set: undefined,
});
EventEmitter.errorMonitor = kErrorMonitor;
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get() { return defaultMaxListeners; },
  set(n) {
    validateNumber(n, 'defaultMaxListeners', 0);
    defaultMaxListeners = n;
  },
});
Object.defineProperty(EventEmitter, 'kMaxEventTargetListeners', { value: kMaxEventTargetListeners });
Object.defineProperty(EventEmitter, 'kMaxEventTargetListenersWarned', { value: kMaxEventTargetListenersWarned });

EventEmitter.setMaxListeners = function(n = defaultMaxListeners, ...targets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) {
    defaultMaxListeners = n;
    return;
  }
  const { isEventTarget, setMaxListenersOf } = require('internal/event_target');
  for (const target of targets) {
    if (isEventTarget(target)) setMaxListenersOf(target, n);
    else if (typeof target.setMaxListeners === 'function') target.setMaxListeners(n);
    else throw new codes.ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
  }
};

EventEmitter.init = function(options) {
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
  Reflect.apply(emitToAll, this, [handler.slice(), type, args]);
  return true;
};

// Who comes or goes during the event does not change who hears it.
function emitToAll(listeners, type, args) {
  for (let i = 0; i < listeners.length; i++) {
    const result = Reflect.apply(listeners[i], this, args);
    if (result !== undefined && result !== null) watchResult(this, result, type, args);
  }
}

function throwUnhandled(emitter, args) {
  const error = args[0];
  if (error instanceof Error) {
    tellWhere(emitter, error);
    throw error; // Unhandled 'error' event
  }
  let shown;
  try {
    shown = require('internal/inspect').inspect(error);
  } catch {
    shown = error;
  }
  const unhandled = new codes.ERR_UNHANDLED_ERROR(shown);
  unhandled.context = error;
  throw unhandled; // Unhandled 'error' event
}

// An error that nobody listens to is shown with the place of the emit, if
// nobody catches it either.
function tellWhere(emitter, error) {
  try {
    const place = {};
    Error.captureStackTrace(place, EventEmitter.prototype.emit);
    beforeFatal(error, () => {
      const name = emitter.constructor?.name;
      const frames = place.stack.split('\n').slice(1);
      const { length, at } = require('internal/inspect').commonFrames(frames, error.stack.split('\n').slice(1));
      if (length > 0) frames.splice(at + 1, length - 2, '    [... lines matching original stack trace ...]');
      return `${error.stack}\nEmitted 'error' event${name === undefined || name === 'EventEmitter' ? '' : ` on ${name} instance`} at:\n${frames.join('\n')}`;
    });
  } catch {
    // Without that it is shown as any other.
  }
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
      `${require('internal/inspect').inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`);
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

// Emitters that began with a list of events, as streams do, keep its shape, and
// tell nobody that they listen no longer.
function forgetLast(emitter, type, listener) {
  if (emitter[kShapeMode]) {
    emitter._eventsCount--;
    emitter._events[type] = undefined;
    return;
  }
  const { removeListener } = emitter._events;
  const last = emitter._eventsCount === 1;
  forget(emitter, type);
  if (!last && removeListener !== undefined) emitter.emit('removeListener', type, listener);
}

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    forgetLast(this, type, list.listener || listener);
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
    this[kShapeMode] = false;
    return this;
  }
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
    this.removeAllListeners('removeListener');
    this._events = Object.create(null);
    this._eventsCount = 0;
    this[kShapeMode] = false;
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

function listenerCount(type, listener) {
  const list = this._events === undefined ? undefined : this._events[type];
  if (list === undefined) return 0;
  const all = typeof list === 'function' ? [list] : list;
  if (listener == null) return all.length;
  return all.filter((one) => one === listener || one.listener === listener).length;
}

EventEmitter.listenerCount = (emitter, type) => {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  return Reflect.apply(listenerCount, emitter, [type]);
};
EventEmitter.prototype.listenerCount = listenerCount;
EventEmitter.prototype.eventNames = function eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; };
// ---- Static functions

function listen(emitter, name, listener, flags) {
  if (typeof emitter.on === 'function') {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function unlisten(emitter, name, listener, flags) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else if (typeof emitter.removeEventListener === 'function') emitter.removeEventListener(name, listener, flags);
  else throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
}

// For listeners that hear of an abort even if another has stopped the event.
const surely = () => ({ once: true, [require('internal/event_target').kResistStopPropagation]: true });

/** A promise of the arguments of the next event of that name. */
async function once(emitter, name, options = {}) {
  const signal = options?.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      emitter.removeListener(name, onEvent);
      if (signal != null) unlisten(signal, 'abort', onAbort);
      reject(error);
    };
    const onEvent = (...args) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal != null) unlisten(signal, 'abort', onAbort);
      resolve(args);
    };
    const onAbort = () => {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      reject(new AbortError(undefined, { cause: signal?.reason }));
    };
    listen(emitter, name, onEvent, { once: true });
    // Only an EventEmitter's errors are special.
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal != null) listen(signal, 'abort', onAbort, surely());
  });
}

/** An async iterator of the arguments of each event of that name. */
function on(emitter, event, options = {}) {
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  validateInteger(high, 'options.highWaterMark', 1);
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(low, 'options.lowWaterMark', 1);
  const events = []; // that nobody has asked for yet
  const waiting = []; // who asked for an event that has not come yet
  const listeners = [];
  let paused = false;
  let failure = null;
  let finished = false;
  let heard = null;
  const hear = (name, listener) => {
    listen(emitter, name, listener);
    listeners.push([emitter, name, listener]);
  };
  const close = () => {
    heard?.[Symbol.dispose]();
    while (listeners.length > 0) unlisten(...listeners.pop());
    finished = true;
    const done = { value: undefined, done: true };
    while (waiting.length > 0) waiting.shift().resolve(done);
    return Promise.resolve(done);
  };
  const fail = (error) => {
    if (waiting.length === 0) failure = error;
    else waiting.shift().reject(error);
    close();
  };
  const iterator = Object.setPrototypeOf({
    next() {
      if (events.length > 0) {
        const value = events.shift();
        if (paused && events.length < low) {
          emitter.resume();
          paused = false;
        }
        return Promise.resolve({ value, done: false });
      }
      if (failure) {
        const rejected = Promise.reject(failure);
        failure = null; // only the first who asks is told
        return rejected;
      }
      if (finished) return close();
      return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
    },
    return() { return close(); },
    throw(error) {
      if (!error || !(error instanceof Error)) throw new codes.ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      fail(error);
    },
    [Symbol.asyncIterator]() { return this; },
    [kWatermarkData]: {
      get size() { return events.length; },
      get low() { return low; },
      get high() { return high; },
      get isPaused() { return paused; },
    },
  }, require('internal/async').AsyncIteratorPrototype);
  const take = (value) => {
    if (waiting.length > 0) {
      waiting.shift().resolve({ value, done: false });
      return;
    }
    events.push(value);
    if (!paused && events.length > high) {
      paused = true;
      emitter.pause();
    }
  };
  hear(event, options[kFirstEventParam] ? take : (...args) => take(args));
  if (event !== 'error' && typeof emitter.on === 'function') hear('error', fail);
  for (const name of options.close || []) hear(name, close);
  if (signal) heard = addAbortListener(signal, () => fail(new AbortError(undefined, { cause: signal.reason })));
  return iterator;
}

function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listeners === 'function') return emitterOrTarget.listeners(type);
  const { isEventTarget, listenersOf: listenersOfTarget } = require('internal/event_target');
  if (isEventTarget(emitterOrTarget)) return listenersOfTarget(emitterOrTarget, type);
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function getMaxListeners(emitterOrTarget) {
  if (typeof emitterOrTarget?.getMaxListeners === 'function') return maxListenersOf(emitterOrTarget);
  const { isEventTarget, maxListenersOf: maxListenersOfTarget } = require('internal/event_target');
  if (isEventTarget(emitterOrTarget)) return maxListenersOfTarget(emitterOrTarget);
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let remove;
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    signal.addEventListener('abort', listener, surely());
    remove = () => signal.removeEventListener('abort', listener);
  }
  return { __proto__: null, [Symbol.dispose]() { remove?.(); } };
}

// ---- Emitters whose listeners run in a context of their own

let EventEmitterAsyncResource;

// The class is made when a program first asks for it, as the hooks it needs
// are seldom asked for.
function makeEventEmitterAsyncResource() {
  if (EventEmitterAsyncResource !== undefined) return EventEmitterAsyncResource;
  const { AsyncResource } = require('async_hooks');

  class EventEmitterReferencingAsyncResource extends AsyncResource {
    #emitter;
    constructor(emitter, type, options) {
      super(type, options);
      this.#emitter = emitter;
    }
    get eventEmitter() { return this.#emitter; }
  }

  const resourceOf = (emitter) => {
    const resource = resources.get(emitter);
    if (resource === undefined) throw new codes.ERR_INVALID_THIS('EventEmitterAsyncResource');
    return resource;
  };
  const resources = new WeakMap();

  EventEmitterAsyncResource = class EventEmitterAsyncResource extends EventEmitter {
    constructor(options = undefined) {
      let name;
      if (typeof options === 'string') {
        name = options;
        options = undefined;
      } else {
        if (new.target === EventEmitterAsyncResource) validateString(options?.name, 'options.name');
        name = options?.name || new.target.name;
      }
      super(options);
      resources.set(this, new EventEmitterReferencingAsyncResource(this, name, options));
    }
    emit(event, ...args) {
      const resource = resourceOf(this);
      return resource.runInAsyncScope(super.emit, this, event, ...args);
    }
    emitDestroy() { resourceOf(this).emitDestroy(); }
    get asyncId() { return resourceOf(this).asyncId(); }
    get triggerAsyncId() { return resourceOf(this).triggerAsyncId(); }
    get asyncResource() { return resourceOf(this); }
  };
  return EventEmitterAsyncResource;
}
