'use strict';

// Event and EventTarget as on the web, and NodeEventTarget, which speaks also
// like an EventEmitter. (WHATWG DOM, section 2)

const {
  ERR_EVENT_RECURSION, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS,
} = require('internal/errors').codes;
const { validateObject, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const fieldsOf = new WeakMap(); // of events
const listenersOf = new WeakMap(); // of targets: a map from type to a list

function inspect(value, options) { return require('internal/inspect').inspect(value, options); }

/** What console.log shows of an object whose state is hidden: Name { … }. */
function inspectFields(self, name, depth, options, fields) {
  if (depth < 0) return name;
  const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
  return `${name} ${inspect(fields, inner)}`;
}

function eventFields(event) {
  const fields = fieldsOf.get(event);
  if (!fields) throw new ERR_INVALID_THIS('Event');
  return fields;
}

class Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (options != null) validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    fieldsOf.set(this, {
      type: `${type}`, bubbles: !!options?.bubbles, cancelable: !!options?.cancelable, composed: !!options?.composed,
      timeStamp: require('perf_hooks').performance.now(), trusted: false, target: null, dispatched: false,
      prevented: false, stopped: false, propagation: false, passive: false,
    });
    Object.defineProperty(this, 'isTrusted', {
      get: isTrusted, enumerable: false, configurable: false,
    });
  }
  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    const fields = eventFields(this);
    if (fields.dispatched) return;
    fields.type = `${type}`;
    fields.bubbles = !!bubbles;
    fields.cancelable = !!cancelable;
  }
  stopImmediatePropagation() {
    const fields = eventFields(this);
    fields.propagation = true;
    fields.stopped = true;
  }
  preventDefault() {
    const fields = eventFields(this);
    if (!fields.passive) fields.prevented = true;
  }
  stopPropagation() { eventFields(this).propagation = true; }
  composedPath() {
    const fields = eventFields(this);
    return fields.dispatched ? [fields.target] : [];
  }
  get target() { return eventFields(this).target; }
  get currentTarget() {
    const fields = eventFields(this);
    return fields.dispatched ? fields.target : null;
  }
  get srcElement() { return eventFields(this).target; }
  get type() { return eventFields(this).type; }
  get cancelable() { return eventFields(this).cancelable; }
  get defaultPrevented() {
    const fields = eventFields(this);
    return fields.cancelable && fields.prevented;
  }
  get timeStamp() { return eventFields(this).timeStamp; }
  get returnValue() {
    const fields = eventFields(this);
    return !fields.cancelable || !fields.prevented;
  }
  get bubbles() { return eventFields(this).bubbles; }
  get composed() { return eventFields(this).composed; }
  get eventPhase() { return eventFields(this).dispatched ? Event.AT_TARGET : Event.NONE; }
  get cancelBubble() { return eventFields(this).propagation; }
  set cancelBubble(value) { if (value) eventFields(this).propagation = true; }
  [customInspect](depth, options) {
    return inspectFields(this, this.constructor.name, depth, options, {
      type: this.type, defaultPrevented: this.defaultPrevented, cancelable: this.cancelable, timeStamp: this.timeStamp,
    });
  }
}
function isTrusted() { return eventFields(this).trusted; }
for (const [at, name] of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].entries()) {
  Object.defineProperty(Event, name, { value: at, enumerable: true });
  Object.defineProperty(Event.prototype, name, { value: at, enumerable: true });
}
Object.defineProperty(Event.prototype, Symbol.toStringTag, { value: 'Event', configurable: true });
for (const name of ['initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement', 'type',
  'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase',
  'cancelBubble', 'stopPropagation']) {
  Object.defineProperty(Event.prototype, name, { enumerable: true });
}

class CustomEvent extends Event {
  #detail;
  constructor(type, options) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() { return this.#detail; }
}
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, { value: 'CustomEvent', configurable: true });
Object.defineProperty(CustomEvent.prototype, 'detail', { enumerable: true });

/** An event that the runtime itself makes. */
function trustedEvent(event) {
  fieldsOf.get(event).trusted = true;
  return event;
}

function targetListeners(target) {
  const listeners = listenersOf.get(target);
  if (!listeners) throw new ERR_INVALID_THIS('EventTarget');
  return listeners;
}

function isListener(listener) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener == null) return false;
  if (typeof listener === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

function optionsOf(options) {
  if (typeof options === 'boolean') return { capture: options };
  if (options === null || options === undefined) return {};
  validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
  return options;
}

// Hooks for targets that act on listeners' coming and going.
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');

class EventTarget {
  constructor() { listenersOf.set(this, new Map()); }

  addEventListener(type, listener, options = {}) {
    const listeners = targetListeners(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const { once, capture, passive, signal, nodeStyle } = optionsOf(options);
    require('internal/validators').validateAbortSignal(signal, 'options.signal');
    if (!isListener(listener)) {
      if (typeof process.emitWarning === 'function') {
        const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
        warning.name = 'AddEventListenerArgumentTypeWarning';
        warning.target = this;
        warning.type = type;
        process.emitWarning(warning);
      }
      return;
    }
    type = `${type}`;
    if (signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), { once: true });
    }
    let list = listeners.get(type);
    if (!list) listeners.set(type, list = []);
    if (list.some((l) => l.listener === listener && l.capture === !!capture)) return;
    list.push({ listener, once: !!once, capture: !!capture, passive: !!passive, nodeStyle: !!nodeStyle, removed: false });
    this[kNewListener]?.(list.length, type, listener);
  }

  removeEventListener(type, listener, options = {}) {
    const listeners = targetListeners(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isListener(listener)) return;
    type = `${type}`;
    const capture = !!(typeof options === 'boolean' ? options : options?.capture);
    const list = listeners.get(type);
    const at = list ? list.findIndex((l) => l.listener === listener && l.capture === capture) : -1;
    if (at < 0) return;
    list[at].removed = true;
    listeners.set(type, list.filter((l, i) => i !== at));
    this[kRemoveListener]?.(listeners.get(type).length, type, listener);
  }

  dispatchEvent(event) {
    targetListeners(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!(event instanceof Event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    const fields = eventFields(event);
    if (fields.dispatched) throw new ERR_EVENT_RECURSION(fields.type);
    dispatch(this, event, fields);
    return !event.defaultPrevented;
  }

  [customInspect](depth, options) { return inspectFields(this, this.constructor.name, depth, options, {}); }
}
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, name, { enumerable: true });
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });

// An error in a listener is uncaught, but the other listeners are called.
function dispatch(target, event, fields) {
  fields.target = target;
  fields.dispatched = true;
  const report = (error) => process.nextTick(() => { throw error; });
  for (const entry of (listenersOf.get(target).get(fields.type) || []).slice()) {
    if (entry.removed) continue;
    if (fields.stopped) break;
    if (entry.once) {
      const listeners = listenersOf.get(target);
      entry.removed = true;
      listeners.set(fields.type, listeners.get(fields.type).filter((l) => l !== entry));
      target[kRemoveListener]?.(listeners.get(fields.type).length, fields.type, entry.listener);
    }
    fields.passive = entry.passive;
    try {
      const { listener } = entry;
      let result;
      if (entry.nodeStyle) result = Reflect.apply(listener, target, [fields.nodeValue ?? event]);
      else if (typeof listener === 'function') result = Reflect.apply(listener, target, [event]);
      else if (typeof listener.handleEvent === 'function') result = listener.handleEvent(event);
      if (result !== undefined && result !== null && typeof result.then === 'function') result.then(undefined, report);
    } catch (error) {
      report(error);
    }
    fields.passive = false;
  }
  fields.dispatched = false;
}

/** Dispatches an event; listeners in the style of Node get value itself. */
function dispatchWithValue(target, event, value) {
  const fields = eventFields(event);
  fields.nodeValue = value;
  fields.hasValue = true;
  dispatch(target, event, fields);
}

/** An EventTarget with the methods of an EventEmitter. */
class NodeEventTarget extends EventTarget {
  static defaultMaxListeners = 10;
  getMaxListeners() { return 10; }
  setMaxListeners() { return this; }
  eventNames() { return [...targetListeners(this)].filter(([, list]) => list.length > 0).map(([type]) => type); }
  listenerCount(type) { return (targetListeners(this).get(`${type}`) || []).length; }
  off(type, listener, options) { this.removeEventListener(type, listener, options); return this; }
  removeListener(type, listener, options) { this.removeEventListener(type, listener, options); return this; }
  on(type, listener) { this.addEventListener(type, listener, { nodeStyle: true }); return this; }
  addListener(type, listener) { this.addEventListener(type, listener, { nodeStyle: true }); return this; }
  emit(type, value) {
    const had = this.listenerCount(type) > 0;
    dispatchWithValue(this, new CustomEvent(type, { detail: value }), value);
    return had;
  }
  once(type, listener) { this.addEventListener(type, listener, { once: true, nodeStyle: true }); return this; }
  removeAllListeners(type) {
    const listeners = targetListeners(this);
    for (const name of type === undefined ? [...listeners.keys()] : [`${type}`]) {
      for (const entry of listeners.get(name) || []) entry.removed = true;
      listeners.delete(name);
      this[kRemoveListener]?.(0, name);
    }
    return this;
  }
}

/** Gives a class on<type>, which holds one listener. */
function defineEventHandler(prototype, type, onSet = undefined) {
  const handlers = new WeakMap();
  const name = `on${type}`;
  Object.defineProperty(prototype, name, {
    get() { return handlers.get(this)?.handler ?? null; },
    set(value) {
      let held = handlers.get(this);
      const usable = typeof value === 'function' || (typeof value === 'object' && value !== null) ? value : null;
      if (held) {
        held.handler = usable;
      } else {
        held = { handler: usable };
        const listener = function(event) {
          if (typeof held.handler !== 'function') return;
          return Reflect.apply(held.handler, this, [event]);
        };
        handlers.set(this, held);
        this.addEventListener(type, listener);
      }
      onSet?.call(this, usable);
    },
    enumerable: true,
    configurable: true,
  });
}

module.exports = {
  Event, EventTarget, CustomEvent, NodeEventTarget, defineEventHandler, dispatchWithValue, inspectFields, listenersOf, trustedEvent,
  kNewListener, kRemoveListener, initEventTarget: (target) => listenersOf.set(target, new Map()),
};
