'use strict';

// A weak reference keeps what it refers to for as long as the process lives:
// when V8 collects is nobody's business, and never is an allowed time.

const canBeHeld = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol';
class WeakRef {
  #target;
  constructor(target) {
    if (!canBeHeld(target)) throw new TypeError('WeakRef: invalid target');
    this.#target = target;
  }

  deref() { return this.#target; }
}
Object.defineProperty(WeakRef.prototype, Symbol.toStringTag, { value: 'WeakRef', configurable: true });

class FinalizationRegistry {
  #tokens = new WeakMap();
  constructor(cleanupCallback) {
    if (typeof cleanupCallback !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
  }

  register(target, heldValue, token) {
    if (!canBeHeld(target)) throw new TypeError('FinalizationRegistry.prototype.register: invalid target');
    if (target === heldValue) throw new TypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
    if (token !== undefined) {
      if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
      this.#tokens.set(token, true);
    }
  }

  unregister(token) {
    if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
    return this.#tokens.delete(token);
  }
}
Object.defineProperty(FinalizationRegistry.prototype, Symbol.toStringTag, { value: 'FinalizationRegistry', configurable: true });

module.exports = { WeakRef, FinalizationRegistry };
