'use strict';

// Event and EventTarget as on the web, and NodeEventTarget, which speaks also
// like an EventEmitter. (WHATWG DOM, section 2)

const {
  ERR_EVENT_RECURSION, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS,
} = require('internal/errors').codes;
const {
  validateAbortSignal, validateObject, validateString, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull,
} = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const fieldsOf = new WeakMap(); // of events

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
  composedPath() {
    const fields = eventFields(this);
    return fields.dispatched ? [fields.target] : [];
  }
  get returnValue() {
    const fields = eventFields(this);
    return !fields.cancelable || !fields.prevented;
  }
  get bubbles() { return eventFields(this).bubbles; }
  get composed() { return eventFields(this).composed; }
  get eventPhase() { return eventFields(this).dispatched ? Event.AT_TARGET : Event.NONE; }
  get cancelBubble() { return eventFields(this).propagation; }
  set cancelBubble(value) { if (value) eventFields(this).propagation = true; }
  stopPropagation() { eventFields(this).propagation = true; }
  get isTrusted() { return eventFields(this).trusted; }
  [customInspect](depth, options) {
    return inspectFields(this, this.constructor.name, depth, options, {
      type: this.type, defaultPrevented: this.defaultPrevented, cancelable: this.cancelable, timeStamp: this.timeStamp,
    });
  }
}
for (const [at, name] of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].entries()) {
  Object.defineProperty(Event, name, { value: at, enumerable: true });
}
Object.defineProperty(Event.prototype, Symbol.toStringTag, { value: 'Event', configurable: true });
for (const name of ['initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement', 'type',
  'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase',
  'cancelBubble', 'stopPropagation']) {
  Object.defineProperty(Event.prototype, name, { enumerable: true });
}
Object.defineProperty(Event.prototype, 'isTrusted', { enumerable: true, configurable: false });

class CustomEvent extends Event {
  #detail;
  constructor(type, options) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    if (!(#detail in Object(this))) throw new ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, { value: 'CustomEvent', configurable: true });
Object.defineProperty(CustomEvent.prototype, 'detail', { enumerable: true });

/** An event that the runtime itself makes. */
function trustedEvent(event) {
  fieldsOf.get(event).trusted = true;
  return event;
}

// ---- Listeners

// What a target keeps: its listeners, a map from type to a list; how many of a
// type are too many; the functions that on<type> holds.
const kState = Symbol('kEvents'); // with the target, so that a proxy of it is one too

function initEventTarget(target) {
  const state = { lists: new Map(), most: require('events').defaultMaxListeners, warned: false, handlers: new Map() };
  Object.defineProperty(target, kState, { value: state, writable: true, configurable: true });
}

const kIsEventTarget = Symbol.for('nodejs.event_target');
const kIsNodeEventTarget = Symbol('kIsNodeEventTarget');

// It is the class that says what a target is, so that a class may come from
// elsewhere.
function isEventTarget(value) { return Boolean(value?.constructor?.[kIsEventTarget]); }

function stateOf(target, name = 'EventTarget') {
  const state = isEventTarget(target) ? target[kState] : undefined;
  if (state === undefined || (name === 'NodeEventTarget' && !target.constructor[kIsNodeEventTarget])) throw new ERR_INVALID_THIS(name);
  return state;
}

// The listeners of a type are a chain, so that an event that goes along it
// meets those that are added behind the one that runs, unless that is the last.
class List {
  size = 0;
  first = undefined;
  last = undefined;
  resists = false; // one of them hears of events that others have stopped

  find(listener, capture) {
    let entry = this.first;
    while (entry !== undefined && !(entry.listener === listener && entry.capture === capture)) entry = entry.next;
    return entry;
  }

  add(entry) {
    entry.previous = this.last;
    if (this.last === undefined) this.first = entry;
    else this.last.next = entry;
    this.last = entry;
    this.size++;
    if (entry.resists) this.resists = true;
  }

  remove(entry) {
    if (entry.previous === undefined) this.first = entry.next;
    else entry.previous.next = entry.next;
    if (entry.next === undefined) this.last = entry.previous;
    else entry.next.previous = entry.previous;
    entry.removed = true;
    this.size--;
  }
}

const kNodeStyle = Symbol('kIsNodeStyleListener');
const kResistStopPropagation = Symbol('kResistStopPropagation');
const kWeakHandler = Symbol('kWeak');

// Hooks for targets that act on listeners' coming and going.
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const kCreateEvent = Symbol('kCreateEvent');

function isListener(listener) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener == null) return false;
  if (typeof listener === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

const noOptions = Object.freeze({ __proto__: null });

function optionsOf(options) {
  if (options === noOptions) return noOptions;
  if (typeof options === 'boolean') return { capture: options };
  if (options === null) return noOptions;
  validateObject(options, 'options', kValidateObjectAllowObjects);
  return options;
}

function domString(value) {
  if (typeof value === 'symbol') throw Object.assign(new TypeError('The "value" is a symbol and cannot be converted to a string.'), { code: 'ERR_INVALID_ARG_TYPE' });
  return `${value}`;
}

function warn(name, message, fields) {
  const warning = new Error(message);
  warning.name = name;
  process.emitWarning(Object.assign(warning, fields));
}

// A listener that is an object is called by its method, which is looked for
// anew with each event; what that throws comes out of a promise.
function callbackOf(listener) {
  if (typeof listener === 'function') return listener;
  return async (event) => {
    if (listener.handleEvent) await listener.handleEvent(event);
  };
}

class EventTarget {
  static [kIsEventTarget] = true;

  constructor() { initEventTarget(this); }

  [kNewListener](size, type) {
    const state = this[kState];
    if (!(state.most > 0 && size > state.most) || state.warned) return;
    state.warned = true;
    warn('MaxListenersExceededWarning', `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
      `${inspect(this, { depth: -1 })}. MaxListeners is ${state.most}. Use events.setMaxListeners() to increase limit`,
    { target: this, type, count: size });
  }

  [kRemoveListener]() {}

  addEventListener(type, listener, options = noOptions) {
    const state = stateOf(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const read = optionsOf(options);
    const once = Boolean(read.once);
    const capture = Boolean(read.capture);
    const passive = Boolean(read.passive);
    const { signal } = read;
    validateAbortSignal(signal, 'options.signal');
    if (signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, { capture }),
        { once: true, [kResistStopPropagation]: true });
    }
    if (!isListener(listener)) {
      warn('AddEventListenerArgumentTypeWarning', `addEventListener called with ${listener} which has no effect.`, { target: this, type });
      return;
    }
    type = domString(type);
    const known = state.lists.get(type);
    if (known?.find(listener, capture) !== undefined) return;
    const list = known ?? new List();
    list.add({
      listener, callback: callbackOf(listener), once, capture, passive, nodeStyle: Boolean(read[kNodeStyle]),
      resists: Boolean(read[kResistStopPropagation]), removed: false, previous: undefined, next: undefined,
    });
    this[kNewListener](list.size, type, listener, once, capture, passive, read[kWeakHandler]);
    if (known === undefined) state.lists.set(type, list);
  }

  removeEventListener(type, listener, options = noOptions) {
    const state = stateOf(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isListener(listener)) return;
    type = domString(type);
    const capture = options?.capture === true;
    const list = state.lists.get(type);
    const entry = list?.find(listener, capture);
    if (entry === undefined) return;
    list.remove(entry);
    if (list.size === 0) state.lists.delete(type);
    this[kRemoveListener](list.size, type, listener, capture);
  }

  dispatchEvent(event) {
    stateOf(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!(event instanceof Event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (eventFields(event).dispatched) throw new ERR_EVENT_RECURSION(event.type);
    dispatch(this, event, event.type, event);
    return event.defaultPrevented !== true;
  }

  [kCreateEvent](value, type) { return new CustomEvent(type, { detail: value }); }

  [customInspect](depth, options) {
    stateOf(this);
    return inspectFields(this, this.constructor.name, depth, options, {});
  }
}
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, name, { enumerable: true });
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });

// An error in a listener is uncaught, but the other listeners are called.
function throwLater(error) { process.nextTick(() => { throw error; }); }

// dispatch calls the listeners of a type. Those in the style of Node get the
// value; the event is made from it when the first other one is met.
function dispatch(target, value, type, event) {
  let fields;
  const begin = (made) => {
    event = made;
    fields = eventFields(event);
    fields.target = target;
    fields.dispatched = true;
  };
  if (event !== undefined) begin(event);
  const list = target[kState].lists.get(type);
  let entry = list?.first;
  while (entry !== undefined && (list.resists || entry.passive || !fields?.stopped)) {
    const { next } = entry;
    if (!entry.removed && (!fields?.stopped || entry.resists)) {
      if (entry.once) {
        list.remove(entry);
        target[kRemoveListener](list.size, type, entry.listener, entry.capture);
      }
      try {
        if (!entry.nodeStyle && event === undefined) begin(target[kCreateEvent](value, type));
        const result = Reflect.apply(entry.callback, target, [entry.nodeStyle ? value : event]);
        if (!entry.nodeStyle) fields.dispatched = false;
        if (result !== undefined && result !== null) {
          const { then } = result;
          if (typeof then === 'function') Reflect.apply(then, result, [undefined, throwLater]);
        }
      } catch (error) {
        throwLater(error);
      }
    }
    entry = next;
  }
  if (fields !== undefined) fields.dispatched = false;
}

/** An EventTarget with the methods of an EventEmitter. */
class NodeEventTarget extends EventTarget {
  static [kIsNodeEventTarget] = true;
  static defaultMaxListeners = 10;

  setMaxListeners(n) {
    stateOf(this, 'NodeEventTarget');
    require('events').setMaxListeners(n, this);
  }

  getMaxListeners() { return stateOf(this, 'NodeEventTarget').most; }

  eventNames() { return [...stateOf(this, 'NodeEventTarget').lists.keys()]; }

  listenerCount(type) { return stateOf(this, 'NodeEventTarget').lists.get(String(type))?.size ?? 0; }

  off(type, listener, options) {
    stateOf(this, 'NodeEventTarget');
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    stateOf(this, 'NodeEventTarget');
    this.removeEventListener(type, listener, options);
    return this;
  }

  on(type, listener) {
    stateOf(this, 'NodeEventTarget');
    this.addEventListener(type, listener, { [kNodeStyle]: true });
    return this;
  }

  addListener(type, listener) {
    stateOf(this, 'NodeEventTarget');
    this.addEventListener(type, listener, { [kNodeStyle]: true });
    return this;
  }

  emit(type, value) {
    stateOf(this, 'NodeEventTarget');
    validateString(type, 'type');
    const had = this.listenerCount(type) > 0;
    dispatch(this, value, type);
    return had;
  }

  once(type, listener) {
    stateOf(this, 'NodeEventTarget');
    this.addEventListener(type, listener, { once: true, [kNodeStyle]: true });
    return this;
  }

  removeAllListeners(type) {
    const { lists } = stateOf(this, 'NodeEventTarget');
    if (type === undefined) lists.clear();
    else lists.delete(String(type));
    return this;
  }
}
for (const name of Object.getOwnPropertyNames(NodeEventTarget.prototype)) {
  if (name !== 'constructor') Object.defineProperty(NodeEventTarget.prototype, name, { enumerable: true });
}

// How many listeners are too many: events.setMaxListeners tells targets.
function maxListenersOf(target) { return stateOf(target).most; }

function setMaxListenersOf(target, n) {
  const state = stateOf(target);
  state.most = n;
  state.warned = false;
}

/** The listeners of a type, as they were given. */
function listenersOf(target, type) {
  const found = [];
  for (let entry = stateOf(target).lists.get(type)?.first; entry !== undefined; entry = entry.next) found.push(entry.listener);
  return found;
}

/** What holds the listeners that were set as on<name>, by the event. */
function handlersOf(target) { return stateOf(target).handlers; }

/** Gives a class on<name>, which holds one listener in the place where it was
    first set. */
function defineEventHandler(prototype, name, event = name, onSet = undefined) {
  const get = function() { return this?.[kState]?.handlers.get(event)?.handler ?? null; };
  const set = function(value) {
    const state = stateOf(this);
    const held = state.handlers.get(event);
    if (held === undefined) {
      const eventHandler = function(...args) {
        if (typeof eventHandler.handler !== 'function') return undefined;
        return Reflect.apply(eventHandler.handler, this, args);
      };
      eventHandler.handler = value;
      this.addEventListener(event, eventHandler);
      state.handlers.set(event, eventHandler);
    } else {
      const list = state.lists.get(event);
      if (typeof held.handler === 'function') this[kRemoveListener](--list.size, event, held.handler, false);
      held.handler = value;
      if (typeof value === 'function') this[kNewListener](++list.size, event, value, false, false, false, false);
    }
    onSet?.call(this, value);
  };
  Object.defineProperty(get, 'name', { value: `get on${name}` });
  Object.defineProperty(set, 'name', { value: `set on${name}` });
  Object.defineProperty(prototype, `on${name}`, { get, set, configurable: true, enumerable: true });
}

module.exports = {
  Event, EventTarget, CustomEvent, NodeEventTarget, defineEventHandler, dispatch, handlersOf, initEventTarget, inspectFields, isEventTarget,
  listenersOf, maxListenersOf, setMaxListenersOf, trustedEvent, kCreateEvent, kNewListener, kRemoveListener,
  kResistStopPropagation, kWeakHandler,
};
