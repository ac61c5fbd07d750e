'use strict';

// A weak reference keeps what it refers to for as long as the process lives:
// when V8 collects is nobody's business, and never is an allowed time.

const { plain } = binding('errors');

// (CanBeHeldWeakly, 9.14)
const canBeHeld = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function' ||
  (typeof value === 'symbol' && Symbol.keyFor(value) === undefined);

function refuse(method, value) { throw new TypeError(`Method ${method} called on incompatible receiver ${plain(value)}`); }

const targets = new WeakMap();

function WeakRef(target) {
  if (new.target === undefined) throw new TypeError("Constructor WeakRef requires 'new'");
  if (!canBeHeld(target)) throw new TypeError('WeakRef: invalid target');
  const made = Reflect.construct(Object, [], new.target);
  targets.set(made, { target });
  return made;
}
const ofReferences = {
  deref() { return (targets.get(this) ?? refuse('WeakRef.prototype.deref', this)).target; },
};

const registries = new WeakMap();

function FinalizationRegistry(cleanupCallback) {
  if (new.target === undefined) throw new TypeError("Constructor FinalizationRegistry requires 'new'");
  if (typeof cleanupCallback !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
  const made = Reflect.construct(Object, [], new.target);
  registries.set(made, new WeakMap());
  return made;
}
const ofRegistries = {
  register(target, heldValue) {
    const tokens = registries.get(this) ?? refuse('FinalizationRegistry.prototype.register', this);
    const token = arguments[2];
    if (!canBeHeld(target)) throw new TypeError('FinalizationRegistry.prototype.register: invalid target');
    if (Object.is(target, heldValue)) throw new TypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
    if (token !== undefined) {
      if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
      tokens.set(token, true);
    }
  },
  unregister(token) {
    const tokens = registries.get(this) ?? refuse('FinalizationRegistry.prototype.unregister', this);
    if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
    return tokens.delete(token);
  },
};

function define(Class, name, methods) {
  const hidden = (value) => ({ value, writable: true, enumerable: false, configurable: true });
  const prototype = Class.prototype;
  for (const method of Object.keys(methods)) Object.defineProperty(prototype, method, hidden(methods[method]));
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(Class, 'prototype', { writable: false });
}
define(WeakRef, 'WeakRef', ofReferences);
define(FinalizationRegistry, 'FinalizationRegistry', ofRegistries);

module.exports = { WeakRef, FinalizationRegistry };
