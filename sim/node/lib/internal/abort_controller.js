'use strict';

// AbortController and AbortSignal. (WHATWG DOM, section 3)

const {
  EventTarget, Event, defineEventHandler, inspectFields, trustedEvent, kResistStopPropagation, kWeakHandler,
} = require('internal/event_target');
const { DOMException } = require('internal/domexception');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const {
  validateAbortSignal, validateAbortSignalArray, validateObject, validateUint32, kValidateObjectAllowObjects,
} = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

// What is known of a signal is with it, so that a proxy of it is one too.
const kState = Symbol('kState');

function stateOf(signal) {
  const state = signal?.[kState];
  if (!state) throw new ERR_INVALID_THIS('AbortSignal');
  return state;
}

// Why something is aborted if nobody says why. Stacks show from where they are called.
const abortError = () => new DOMException('This operation was aborted', 'AbortError');
const ofSignal = () => abortError();
const ofController = () => abortError();

class AbortSignal extends EventTarget {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR(); // eslint-disable-line constructor-super
  }
  get aborted() { return stateOf(this).aborted; }
  get reason() { return stateOf(this).reason; }
  throwIfAborted() {
    const state = stateOf(this);
    if (state.aborted) throw state.reason;
  }
  [customInspect](depth, options) { return depth < 0 ? `[${this.constructor.name}]` : inspectFields(this, this.constructor.name, depth, options, { aborted: this.aborted }); }
  static abort(reason = ofSignal()) {
    const signal = makeSignal();
    Object.assign(stateOf(signal), { aborted: true, reason });
    return signal;
  }
  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = makeSignal();
    // The timer keeps nobody alive.
    require('timers').setTimeout(() => {
      abortSignal(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
    return signal;
  }
  static any(signals) {
    validateAbortSignalArray(signals, 'signals');
    const result = makeSignal();
    const state = stateOf(result);
    state.sources = new Set();
    for (const signal of signals) {
      if (signal.aborted) {
        abortSignal(result, signal.reason);
        return result;
      }
      const from = stateOf(signal);
      for (const source of from.sources || [signal]) {
        state.sources.add(source);
        stateOf(source).dependents.add(result);
      }
    }
    return result;
  }
}
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { value: 'AbortSignal', configurable: true });
Object.defineProperty(AbortSignal.prototype, 'aborted', { enumerable: true });
defineEventHandler(AbortSignal.prototype, 'abort');

function makeSignal() {
  const signal = Object.setPrototypeOf(new EventTarget(), AbortSignal.prototype);
  const state = { aborted: false, reason: undefined, dependents: new Set(), sources: undefined };
  Object.defineProperty(signal, kState, { value: state, writable: true, configurable: true });
  return signal;
}

// A signal that follows others is aborted when the listeners of theirs have
// been called.
function abortSignal(signal, reason) {
  const state = stateOf(signal);
  if (state.aborted) return;
  Object.assign(state, { aborted: true, reason });
  signal.dispatchEvent(trustedEvent(new Event('abort')));
  for (const follower of state.dependents) abortSignal(follower, reason);
}

class AbortController {
  #signal;
  get signal() { return (this.#signal ??= makeSignal()); }
  abort(reason = ofController()) { abortSignal(this.#signal ??= makeSignal(), reason); }
  [customInspect](depth, options) { return depth < 0 ? this : inspectFields(this, this.constructor.name, depth, options, { signal: this.signal }); }
}
for (const name of ['signal', 'abort']) Object.defineProperty(AbortController.prototype, name, { enumerable: true });
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { value: 'AbortController', configurable: true });

// ---- Signals for other threads (lib/internal/abort_controller.js, kTransfer)

function sendSignal() {
  const { aborted, reason } = stateOf(this);
  if (aborted) return { info: 'internal/abort_controller:arrivedSignal', data: { aborted, reason } };
  const { port1, port2 } = stateOf(this).ports;
  this.addEventListener('abort', () => {
    port1.postMessage(this.reason);
    port1.close();
  }, { once: true });
  return { info: 'internal/abort_controller:arrivedSignal', data: { port: port2 } };
}

function portsOfSignal() {
  const state = stateOf(this);
  if (state.aborted) return [];
  const { MessageChannel } = require('internal/message_channel');
  state.ports = new MessageChannel();
  state.ports.port1.unref();
  state.ports.port2.unref();
  return [state.ports.port2];
}

/** Lets a signal be moved: what arrives is aborted when it is. */
function transferable(signal) {
  const { kTransfer, kTransferList } = require('internal/clone');
  return Object.defineProperties(signal, { [kTransfer]: { value: sendSignal }, [kTransferList]: { value: portsOfSignal } });
}

/** A signal that came from elsewhere. Waiting for it keeps nobody alive. */
function arrivedSignal({ aborted, reason, port }) {
  const signal = transferable(makeSignal());
  if (aborted) {
    Object.assign(stateOf(signal), { aborted, reason });
    return signal;
  }
  port.onmessage = ({ data }) => {
    abortSignal(signal, data);
    port.close();
    port.onmessage = undefined;
  };
  port.unref();
  return signal;
}

function transferableAbortSignal(signal) {
  if (signal?.aborted === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  return transferable(signal);
}

function transferableAbortController() {
  const controller = new AbortController();
  transferable(controller.signal);
  return controller;
}

/** A promise that a signal is aborted, for as long as the resource lives. */
async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return undefined;
  return new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true, [kWeakHandler]: resource, [kResistStopPropagation]: true });
  });
}

module.exports = { AbortController, AbortSignal, aborted, arrivedSignal, transferableAbortController, transferableAbortSignal };
