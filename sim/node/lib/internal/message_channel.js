'use strict';

// MessageChannel: two ports; what goes into one comes out of the other, in
// the poll phase. BroadcastChannel: as many as there are of a name.

const {
  CustomEvent, Event, EventTarget, NodeEventTarget, defineEventHandler, dispatch, handlersOf, listenersOf, kCreateEvent, kNewListener, kRemoveListener,
} = require('internal/event_target');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { DOMException } = require('internal/domexception');
const { pack, unpack, transferListOf, kTransfer, coded } = require('internal/clone');
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

class MessagePort extends NodeEventTarget {
  constructor() {
    if (!making) throw coded(new TypeError('Constructor cannot be called'), 'ERR_CONSTRUCT_CALL_INVALID');
    super();
    const arrived = (parcel) => deliver(this, parcel);
    const onclose = () => this.dispatchEvent(new MessagePortCloseEvent());
    handles.set(this, native.port(arrived, onclose, making.end));
    setupReferencing(this, this, 'message');
    this[kReceiving] = undefined;
  }

  postMessage(message, transfer) {
    if (arguments.length === 0) throw coded(new TypeError('Not enough arguments to MessagePort.postMessage'), 'ERR_MISSING_ARGS');
    let list = transfer;
    if (transfer != null && !Array.isArray(transfer)) {
      if (typeof transfer !== 'object') throw coded(new TypeError('Optional transferList argument must be an iterable'), 'ERR_INVALID_ARG_TYPE');
      if (typeof transfer[Symbol.iterator] !== 'function') {
        list = transfer.transfer;
        if (list != null && (typeof list !== 'object' || typeof list[Symbol.iterator] !== 'function')) {
          throw coded(new TypeError('Optional options.transfer argument must be an iterable'), 'ERR_INVALID_ARG_TYPE');
        }
      }
    }
    list = transferListOf(list);
    if (list.includes(this)) throw new DOMException('Transfer list contains source port', 'DataCloneError');
    const posted = native.post(handles.get(this), pack(message, list));
    if (posted !== null) return posted;
    process.emitWarning('The target port was posted to itself, and the communication channel was lost');
    return true;
  }

  start() { native.start(handles.get(this)); }

  close(callback) {
    if (typeof callback === 'function') this.once('close', callback);
    native.close(handles.get(this));
  }

  ref() { native.setRef(handles.get(this), true); }
  unref() { native.setRef(handles.get(this), false); }
  hasRef() { return Boolean(native.hasRef(handles.get(this))); }

  [kCreateEvent](data, type) {
    if (type !== 'message' && type !== 'messageerror') return new CustomEvent(type, { detail: data });
    const ports = this[kReceiving];
    this[kReceiving] = undefined;
    return new MessageEvent(type, { data, ports });
  }

  // A port that was sent is another object at the other end; this one closes.
  [kTransfer]() {
    const end = native.detach(handles.get(this));
    if (end === undefined) throw new DOMException('MessagePort in transfer list is already detached', 'DataCloneError');
    return { info: 'internal/message_channel:makePort', data: end };
  }

  [customInspect](depth, options) {
    const refed = native.hasRef(handles.get(this));
    const shown = refed === undefined ? { active: false } : { active: true, refed };
    return depth < 0 ? '[MessagePort [EventTarget]]' : `MessagePort [EventTarget] ${inspect({ ...shown, ...fieldsOf(this) }, { ...options, depth })}`;
  }
}
defineEventHandler(MessagePort.prototype, 'message');
defineEventHandler(MessagePort.prototype, 'messageerror');

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

class MessageChannel {
  constructor() {
    this.port1 = makePort();
    this.port2 = makePort();
    native.connect(handles.get(this.port1), handles.get(this.port2));
  }
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
  target[kNewListener] = (() => function(size, type, ...rest) {
    if (type === event) added(size - 1);
    return Reflect.apply(onAdded, this, [size, type, ...rest]);
  })();
  target[kRemoveListener] = (() => function(size, type, ...rest) {
    if (type === event) removed(size);
    return Reflect.apply(onRemoved, this, [size, type, ...rest]);
  })();
}

module.exports = { drain, setupReferencing, BroadcastChannel, MessageChannel, MessagePort, MessageEvent, makePort, receiveMessageOnPort };
