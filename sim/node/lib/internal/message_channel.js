'use strict';

// MessageChannel: two ports; what goes into one comes out of the other, in
// the poll phase.

const { Event, NodeEventTarget, defineEventHandler, dispatchWithValue, kNewListener, kRemoveListener } = require('internal/event_target');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
const { clone, transferListOf, kTransfer, coded } = require('internal/clone');
const native = binding('messages');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class MessageEvent extends Event {
  #data; #origin; #lastEventId; #source; #ports;
  constructor(type, { data = null, origin = '', lastEventId = '', source = null, ports = [] } = {}) {
    super(type);
    this.#data = data;
    this.#origin = origin;
    this.#lastEventId = lastEventId;
    this.#source = source;
    this.#ports = ports;
  }
  get data() { return this.#data; }
  get origin() { return this.#origin; }
  get lastEventId() { return this.#lastEventId; }
  get source() { return this.#source; }
  get ports() { return this.#ports; }
}
for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) {
  Object.defineProperty(MessageEvent.prototype, name, { enumerable: true });
}

let making = false;
const states = new WeakMap();

class MessagePort extends NodeEventTarget {
  constructor() {
    if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    states.set(this, { peer: null, queue: [], started: false, ref: false, closed: false });
  }
  postMessage(message, transfer) {
    if (arguments.length === 0) throw coded(new TypeError('Not enough arguments to MessagePort.postMessage'), 'ERR_MISSING_ARGS');
    const state = states.get(this);
    const list = Array.isArray(transfer) || transfer == null ? transferListOf(transfer) :
      transferListOf(typeof transfer === 'object' ? (typeof transfer[Symbol.iterator] === 'function' ? transfer : transfer.transfer) : transfer);
    if (list.includes(this)) {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('Transfer list contains source port', 'DataCloneError');
    }
    const data = clone(message, list);
    if (state.closed || !state.peer) return;
    const ports = list.filter((o) => o instanceof MessagePort);
    receive(state.peer, { data, ports });
  }
  start() {
    const state = states.get(this);
    if (state.started || state.closed) return;
    state.started = true;
    for (let i = 0; i < state.queue.length; i++) schedule(this);
  }
  ref() { hold(this, true); }
  unref() { hold(this, false); }
  hasRef() { return states.get(this).ref; }
  close(callback) {
    const state = states.get(this);
    if (typeof callback === 'function') this.once('close', callback);
    if (state.closed) return;
    closePort(this);
    const peer = state.peer;
    // The other port hears of it a turn of the loop later, if there is one.
    const tell = () => { if (!states.get(peer).closed) closePort(peer); };
    if (peer && !states.get(peer).closed) native.immediate(() => native.immediate(tell));
  }
  [kNewListener](size, type) {
    if (type === 'message' && size === 1) {
      this.ref();
      if (!this.deferStart) this.start();
    }
  }
  [kRemoveListener](size, type) { if (type === 'message' && size === 0) this.unref(); }
  [kTransfer]() { return moved(this); }
  [customInspect](depth, options) {
    const state = states.get(this);
    const shown = { active: !state.closed, refed: state.ref };
    return `MessagePort ${require('internal/inspect').inspect(shown, options)}`;
  }
}
// addEventListener alone starts no port; on() and onmessage do.
const addEventListener = MessagePort.prototype.addEventListener;
Object.defineProperty(MessagePort.prototype, 'addEventListener', {
  value(type, listener, options) {
    if (!options?.nodeStyle) this.deferStart = true;
    Reflect.apply(addEventListener, this, [type, listener, options]);
    delete this.deferStart;
  },
  writable: true, configurable: true, enumerable: false,
});
defineEventHandler(MessagePort.prototype, 'message', function() { this.start(); });
defineEventHandler(MessagePort.prototype, 'messageerror');

function makePort() {
  making = true;
  try {
    return new MessagePort();
  } finally {
    making = false;
  }
}

function hold(port, ref) {
  const state = states.get(port);
  if (state.closed || state.ref === ref) return;
  state.ref = ref;
  native.hold(ref);
}

function receive(port, message) {
  const state = states.get(port);
  if (state.closed) return;
  state.queue.push(message);
  if (state.started) schedule(port);
}

function schedule(port) {
  native.post(() => {
    const state = states.get(port);
    if (state.closed || state.queue.length === 0) return;
    deliver(port, state.queue.shift());
  }, states.get(port).ref);
}

function deliver(port, { data, ports }) {
  dispatchWithValue(port, new MessageEvent('message', { data, ports }), data);
}

function closePort(port) {
  const state = states.get(port);
  hold(port, false);
  state.closed = true;
  native.closing(() => dispatchWithValue(port, new Event('close'), undefined));
}

// A port that was sent is another object at the other end; this one is closed.
function moved(port) {
  const state = states.get(port);
  const made = makePort();
  const next = states.get(made);
  next.peer = state.peer;
  next.queue = state.queue;
  if (state.peer) states.get(state.peer).peer = made;
  hold(port, false);
  state.peer = null;
  state.queue = [];
  state.closed = true;
  return made;
}

class MessageChannel {
  constructor() {
    this.port1 = makePort();
    this.port2 = makePort();
    states.get(this.port1).peer = this.port2;
    states.get(this.port2).peer = this.port1;
  }
}

/** The next message that waits at a port, { message }, or undefined. */
function receiveMessageOnPort(port) {
  if (!(port instanceof MessagePort)) {
    throw new ERR_INVALID_ARG_TYPE('port', 'MessagePort', port);
  }
  const state = states.get(port);
  return state.queue.length > 0 ? { message: state.queue.shift().data } : undefined;
}

module.exports = { MessageChannel, MessagePort, MessageEvent, receiveMessageOnPort };
