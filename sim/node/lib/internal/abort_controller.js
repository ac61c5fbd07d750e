'use strict';

// AbortController and AbortSignal. (WHATWG DOM, section 3)

const {
  EventTarget, Event, defineEventHandler, inspectFields, trustedEvent, kResistStopPropagation, kWeakHandler,
} = require('internal/event_target');
const { DOMException } = require('internal/domexception');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const {
  validateAbortSignal, validateArray, validateObject, validateUint32, kValidateObjectAllowObjects,
} = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const states = new WeakMap();

function stateOf(signal) {
  const state = states.get(signal);
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
    validateArray(signals, 'signals');
    for (const [i, signal] of signals.entries()) validateAbortSignal(signal, `signals[${i}]`);
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
  states.set(signal, { aborted: false, reason: undefined, dependents: new Set(), sources: undefined });
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

module.exports = { AbortController, AbortSignal, aborted };
