'use strict';

// process.env: names and values are strings. They are held in Go, since libuv
// reads them too, for the size of its pool, and workers may share them.

const native = binding('process');

function text(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return `${value}`;
}

function refuse(message) {
  const error = new TypeError(message);
  error.code = 'ERR_INVALID_OBJECT_DEFINE_PROPERTY';
  throw error;
}

const valueOf = (name) => (typeof name === 'string' ? native.variable(name) : undefined);

const variables = new Proxy(Object.create(Object.prototype), {
  get(target, name, receiver) { return valueOf(name) ?? Reflect.get(target, name, receiver); },
  has(target, name) { return valueOf(name) !== undefined || name in target; },
  set(target, name, value) {
    if (typeof name === 'symbol') text(name);
    native.setVariable(name, text(value));
    return true;
  },
  deleteProperty(target, name) {
    if (typeof name === 'string') native.deleteVariable(name);
    return true;
  },
  ownKeys() { return native.variableNames(); },
  getOwnPropertyDescriptor(target, name) {
    const value = valueOf(name);
    return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
  },
  defineProperty(target, name, descriptor) {
    if (!('value' in descriptor)) refuse("'process.env' does not accept an accessor(getter/setter) descriptor");
    if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
      if (valueOf(name) === undefined || descriptor.configurable === false) {
        refuse("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
      }
    }
    native.setVariable(name, text(descriptor.value));
    return true;
  },
});

native.setEnvironment(variables);
module.exports = variables;
