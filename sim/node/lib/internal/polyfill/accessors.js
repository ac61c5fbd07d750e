'use strict';

// Annex B's way to accessors.
const nothing = () => { throw new TypeError('Cannot convert undefined or null to object'); };
const accessor = (kind) => (object, key, f) => {
  if (object === undefined || object === null) nothing();
  if (typeof f !== 'function') throw new TypeError(`Object.prototype.__define${kind === 'get' ? 'G' : 'S'}etter__: Expecting function`);
  Object.defineProperty(object, key, { [kind]: f, enumerable: true, configurable: true });
};
const lookup = (kind) => (object, key) => {
  if (object === undefined || object === null) nothing();
  for (let at = Object(object); at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found) return found[kind];
  }
  return undefined;
};
const defineAccessor = { get: accessor('get'), set: accessor('set') };
const lookupAccessor = { get: lookup('get'), set: lookup('set') };
module.exports = {
  __defineGetter__(key, getter) { defineAccessor.get(this, key, getter); },
  __defineSetter__(key, setter) { defineAccessor.set(this, key, setter); },
  __lookupGetter__(key) { return lookupAccessor.get(this, key); },
  __lookupSetter__(key) { return lookupAccessor.set(this, key); },
};
