'use strict';

// MessageChannel: two ports; what goes into one comes out of the other, in
// the poll phase. BroadcastChannel: as many as there are of a name.

const {
  CustomEvent, Event, EventTarget, NodeEventTarget, defineEventHandler, dispatch, handlersOf, listenersOf, kCreateEvent, kNewListener, kRemoveListener,
} = require('internal/event_target');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { DOMException } = require('internal/domexception');
const { pack, unpack, kTransfer, kCheckTransfer, coded } = require('internal/clone');
const { inspect } = require('internal/inspect');
const native = binding('messages');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class MessageEvent extends Event {
  #data; #origin; #lastEventId; #source; #ports;
  constructor(type, { data = null, origin = '', lastEventId = '', source = null, ports = [] } = {}) {
    super(type);
    this.#data = data;
    this.#origin = `${origin}`;
    this.#lastEventId = `${lastEventId}`;
    this.#source = source;
    if (typeof ports?.[Symbol.iterator] !== 'function') throw new TypeError('ports is not iterable');
    this.#ports = [...ports];
    const check = (port, name) => {
      if (!(port instanceof MessagePort)) throw new ERR_INVALID_ARG_TYPE(name, 'MessagePort', port);
    };
    if (source !== null) check(source, 'init.source');
    for (const [i, port] of this.#ports.entries()) check(port, `init.ports[${i}]`);
  }
  static #of(event) {
    if (event === null || typeof event !== 'object' || !(#data in event)) throw new ERR_INVALID_THIS('MessageEvent');
    return event;
  }
  get data() { return MessageEvent.#of(this).#data; }
  get origin() { return MessageEvent.#of(this).#origin; }
  get lastEventId() { return MessageEvent.#of(this).#lastEventId; }
  get source() { return MessageEvent.#of(this).#source; }
  get ports() { return MessageEvent.#of(this).#ports; }
}
for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) {
  Object.defineProperty(MessageEvent.prototype, name, { enumerable: true });
}

// What a port is to Go.
const handles = new WeakMap();

// The ports that came with the message that is being delivered to a port.
const kReceiving = Symbol('nodejs.internal.kCurrentlyReceivingPorts');

// What Node's targets of events have in fields, as inspecting a port shows it.
const targetFields = ['kEvents', 'events.maxEventTargetListeners', 'events.maxEventTargetListenersWarned', 'kHandlers'].map((name) => Symbol(name));
class SafeMap extends Map {}
class Listener {
  constructor(listener) { this.listener = listener; }
}

function fieldsOf(port) {
  const events = new SafeMap();
  for (const name of port.eventNames()) {
    const [first] = listenersOf(port, name);
    events.set(name, { size: port.listenerCount(name), next: new Listener(first), resistStopPropagation: false });
  }
  const values = [events, port.getMaxListeners(), false, new SafeMap(handlersOf(port))];
  return { ...Object.fromEntries(targetFields.map((field, i) => [field, values[i]])), ...port };
}

let making; // { end } while a port is made here

// Ports and channels are functions of Node's C++, which no script can extend or call.
function MessagePort() {
  if (!making) throw coded(new TypeError('Constructor cannot be called'), 'ERR_CONSTRUCT_CALL_INVALID');
  const port = Reflect.construct(NodeEventTarget, [], MessagePort);
  const arrived = (parcel) => deliver(port, parcel);
  const onclose = () => port.dispatchEvent(new MessagePortCloseEvent());
  handles.set(port, native.port(arrived, onclose, making.end));
  setupReferencing(port, port, 'message');
  port[kReceiving] = undefined;
  return port;
}
Object.setPrototypeOf(MessagePort, NodeEventTarget);
Object.setPrototypeOf(MessagePort.prototype, NodeEventTarget.prototype);

/** What a port is to Go; it throws if that is not what it is. */
function handleOf(port) {
  const handle = handles.get(port);
  if (handle === undefined) throw new TypeError('Illegal invocation');
  return handle;
}

/** The elements of what can be iterated, undefined if it cannot. (ReadIterable, src/node_messaging.cc) */
function readIterable(object) {
  if (object === null || typeof object !== 'object' && typeof object !== 'function') return undefined;
  if (Array.isArray(object)) return [...object];
  const iterate = object[Symbol.iterator];
  if (typeof iterate !== 'function') return undefined;
  const iterator = Reflect.apply(iterate, object, []);
  const next = Object(iterator) === iterator ? iterator.next : undefined;
  if (typeof next !== 'function') return undefined;
  const list = [];
  for (;;) {
    const result = Reflect.apply(next, iterator, []);
    if (Object(result) !== result) return undefined;
    if (result.done) return list;
    list.push(result.value);
  }
}

/** What is to move with a message, by the second argument of postMessage. */
function movedBy(transfer) {
  if (transfer === null || transfer === undefined) return [];
  const isObject = typeof transfer === 'object' || typeof transfer === 'function';
  if (!isObject) throw coded(new TypeError('Optional transferList argument must be an iterable'), 'ERR_INVALID_ARG_TYPE');
  const list = readIterable(transfer);
  if (list !== undefined) return list;
  const option = transfer.transfer;
  if (option === undefined) return [];
  const named = readIterable(option);
  if (named === undefined) throw coded(new TypeError('Optional options.transfer argument must be an iterable'), 'ERR_INVALID_ARG_TYPE');
  return named;
}

const methods = {
  postMessage(message, transfer) {
    const handle = handleOf(this);
    if (arguments.length === 0) throw coded(new TypeError('Not enough arguments to MessagePort.postMessage'), 'ERR_MISSING_ARGS');
    const list = movedBy(transfer);
    if (list.includes(this)) throw new DOMException('Transfer list contains source port', 'DataCloneError');
    const posted = native.post(handle, pack(message, list));
    if (posted !== null) return posted;
    process.emitWarning('The target port was posted to itself, and the communication channel was lost');
    return true;
  },

  start() { native.start(handleOf(this)); },
  constructor: MessagePort,
  ref() { native.setRef(handleOf(this), true); },
  unref() { native.setRef(handleOf(this), false); },
  hasRef() { return Boolean(native.hasRef(handleOf(this))); },
};

/** Gives an object what a table has, to be seen by who lists its properties or not. */
function define(object, table, enumerable) {
  for (const name of Reflect.ownKeys(table)) {
    Object.defineProperty(object, name, { value: table[name], writable: true, enumerable: enumerable && name !== 'constructor', configurable: true });
  }
}
delete MessagePort.prototype.constructor;
define(MessagePort.prototype, methods, true);
defineEventHandler(MessagePort.prototype, 'message');
defineEventHandler(MessagePort.prototype, 'messageerror');
define(MessagePort.prototype, {
  close(callback) {
    const handle = handleOf(this);
    if (typeof callback === 'function') this.once('close', callback);
    native.close(handle);
  },
}, true);
define(MessagePort.prototype, {
  [kCreateEvent](data, type) {
    if (type !== 'message' && type !== 'messageerror') return new CustomEvent(type, { detail: data });
    const ports = this[kReceiving];
    this[kReceiving] = undefined;
    return new MessageEvent(type, { data, ports });
  },

  // A port that was sent is another object at the other end; this one closes.
  [kTransfer]() { return { info: 'internal/message_channel:makePort', data: native.detach(handles.get(this)) }; },
  [kCheckTransfer]() {
    if (!native.isAttached(handles.get(this))) throw new DOMException('MessagePort in transfer list is already detached', 'DataCloneError');
  },

  [customInspect](depth, options) {
    const handle = handles.get(this);
    if (handle === undefined) return this;
    const refed = native.hasRef(handle);
    const shown = refed === undefined ? { active: false } : { active: true, refed };
    return depth < 0 ? '[MessagePort [EventTarget]]' : `MessagePort [EventTarget] ${inspect({ ...shown, ...fieldsOf(this) }, { ...options, depth })}`;
  },
}, false);

class MessagePortCloseEvent extends Event {
  constructor() { super('close'); }
}

/** A port, with an end that came from elsewhere if there is one. */
function makePort(end) {
  making = { end };
  try {
    return new MessagePort();
  } finally {
    making = undefined;
  }
}

function deliver(port, parcel) {
  const { type, data, ports } = open(parcel);
  port[kReceiving] = ports.length > 0 ? ports : undefined;
  dispatch(port, data, type);
}

/** A message as an event shows it: { type, data, ports }. */
function open(parcel) {
  try {
    const [data, ...moved] = unpack(parcel);
    return { type: 'message', data, ports: moved.filter((one) => one instanceof MessagePort) };
  } catch (error) {
    return { type: 'messageerror', data: error, ports: [] };
  }
}

function MessageChannel() {
  if (new.target === undefined) throw coded(new TypeError('Cannot call constructor without `new`'), 'ERR_CONSTRUCT_CALL_REQUIRED');
  this.port1 = makePort();
  this.port2 = makePort();
  native.connect(handles.get(this.port1), handles.get(this.port2));
}

/** The next message that waits at a port, { message }, or undefined. */
function receiveMessageOnPort(port) {
  const handle = handles.get(port);
  if (handle === undefined) {
    const error = new ERR_INVALID_ARG_TYPE('port', 'MessagePort', port);
    error.message = 'The "port" argument must be a MessagePort instance';
    throw error;
  }
  const parcel = native.receive(handle);
  return parcel === undefined ? undefined : { message: unpack(parcel)[0] };
}

class BroadcastChannel extends EventTarget {
  #name;
  #handle;
  #open = true;

  constructor(name) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    const onMessageEvent = (parcel) => {
      const { type, data } = open(parcel);
      if (this.#open) this.dispatchEvent(new MessageEvent(type, { data }));
    };
    this.#handle = native.port(onMessageEvent, () => {});
    handles.set(this, this.#handle);
    native.joinNamed(this.#handle, this.#name);
    native.setRef(this.#handle, true);
    native.start(this.#handle);
  }

  static #of(channel) {
    if (channel === null || typeof channel !== 'object' || !(#name in channel)) throw new ERR_INVALID_THIS('BroadcastChannel');
    return channel;
  }

  get name() { return BroadcastChannel.#of(this).#name; }

  close() {
    BroadcastChannel.#of(this);
    if (!this.#open) return;
    this.#open = false;
    handles.delete(this);
    native.close(this.#handle);
  }

  postMessage(message) {
    BroadcastChannel.#of(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    if (!this.#open) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    native.post(this.#handle, pack(message)); // written also if nobody hears it
  }

  ref() {
    BroadcastChannel.#of(this);
    native.setRef(this.#handle, true);
    return this;
  }

  unref() {
    BroadcastChannel.#of(this);
    native.setRef(this.#handle, false);
    return this;
  }

  [customInspect](depth, options) {
    if (depth < 0) return 'BroadcastChannel';
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BroadcastChannel ${inspect({ name: this.#name, active: this.#open }, inner)}`;
  }
}
for (const name of ['name', 'close', 'postMessage']) Object.defineProperty(BroadcastChannel.prototype, name, { enumerable: true });
defineEventHandler(BroadcastChannel.prototype, 'message');
defineEventHandler(BroadcastChannel.prototype, 'messageerror');

/** Delivers all that waits at a port, at once. */
function drain(port) {
  const handle = handles.get(port);
  for (let parcel = native.receive(handle); parcel !== undefined; parcel = native.receive(handle)) deliver(port, parcel);
}

/** Lets a port listen, and keep the loop alive, while somebody wants an event: an
    emitter, which tells of it by events, or a target, by methods. */
function setupReferencing(port, target, event) {
  const added = (size) => {
    if (size > 0) return;
    port.ref();
    port.start();
  };
  const removed = (size) => {
    if (size > 0) return;
    native.stop(handles.get(port));
    port.unref();
  };
  port.unref();
  target.on('newListener', (name) => { if (name === event) added(target.listenerCount(name)); });
  target.on('removeListener', (name) => { if (name === event) removed(target.listenerCount(name)); });
  const { [kNewListener]: onAdded, [kRemoveListener]: onRemoved } = target;
  // Defined, and not assigned: a prototype can be frozen.
  const hook = (key, value) => Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  hook(kNewListener, (() => function(size, type, ...rest) {
    if (type === event) added(size - 1);
    return Reflect.apply(onAdded, this, [size, type, ...rest]);
  })());
  hook(kRemoveListener, (() => function(size, type, ...rest) {
    if (type === event) removed(size);
    return Reflect.apply(onRemoved, this, [size, type, ...rest]);
  })());
}

module.exports = { drain, setupReferencing, BroadcastChannel, MessageChannel, MessagePort, MessageEvent, makePort, receiveMessageOnPort };
