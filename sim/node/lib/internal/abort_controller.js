'use strict';

// AbortController and AbortSignal. (WHATWG DOM, section 3)

const { EventTarget, Event, defineEventHandler, initEventTarget, inspectFields, trustedEvent, kNewListener, kRemoveListener } =
  require('internal/event_target');
const { DOMException } = require('internal/domexception');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { validateArray, validateUint32 } = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const states = new WeakMap();

function stateOf(signal) {
  const state = states.get(signal);
  if (!state) throw new ERR_INVALID_THIS('AbortSignal');
  return state;
}

class AbortSignal extends EventTarget {
  constructor() {
    super();
    if (!making) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }
  get aborted() { return stateOf(this).aborted; }
  get reason() { return stateOf(this).reason; }
  throwIfAborted() {
    const state = stateOf(this);
    if (state.aborted) throw state.reason;
  }
  [customInspect](depth, options) { return inspectFields(this, 'AbortSignal', depth, options, { aborted: this.aborted }); }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
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
    for (const [i, signal] of signals.entries()) {
      if (!states.has(signal)) throw new ERR_INVALID_ARG_TYPE(`signals[${i}]`, 'AbortSignal', signal);
    }
    const result = makeSignal();
    const state = stateOf(result);
    const sources = new Set();
    for (const signal of signals) {
      if (signal.aborted) {
        Object.assign(state, { aborted: true, reason: signal.reason });
        return result;
      }
      const from = stateOf(signal);
      for (const source of from.sources || [signal]) sources.add(source);
    }
    state.sources = sources;
    for (const source of sources) stateOf(source).dependents.add(result);
    return result;
  }
  [kNewListener]() {}
  [kRemoveListener]() {}
}
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { value: 'AbortSignal', configurable: true });
Object.defineProperty(AbortSignal.prototype, 'aborted', { enumerable: true });
defineEventHandler(AbortSignal.prototype, 'abort');

let making = false;
function makeSignal() {
  making = true;
  try {
    const signal = new AbortSignal();
    states.set(signal, { aborted: false, reason: undefined, dependents: new Set(), sources: undefined });
    return signal;
  } finally {
    making = false;
  }
}

// All signals that follow are aborted before any of their events is sent.
function abortSignal(signal, reason) {
  const state = stateOf(signal);
  if (state.aborted) return;
  Object.assign(state, { aborted: true, reason });
  const followers = [...state.dependents].filter((s) => !stateOf(s).aborted);
  for (const follower of followers) Object.assign(stateOf(follower), { aborted: true, reason });
  for (const s of [signal, ...followers]) s.dispatchEvent(trustedEvent(new Event('abort')));
}

class AbortController {
  #signal;
  get signal() { return (this.#signal ??= makeSignal()); }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) { abortSignal(this.signal, reason); }
  [customInspect](depth, options) { return inspectFields(this, 'AbortController', depth, options, { signal: this.signal }); }
}
for (const name of ['signal', 'abort']) Object.defineProperty(AbortController.prototype, name, { enumerable: true });
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { value: 'AbortController', configurable: true });

module.exports = { AbortController, AbortSignal, initEventTarget };
