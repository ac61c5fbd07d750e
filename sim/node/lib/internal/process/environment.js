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

// setenv(3) knows no names that are empty or have a "=".
const isName = (name) => name !== '' && !name.includes('=');

let warned = false;

// (EnvSetter, src/node_env_var.cc)
function warnOfKind(value) {
  if (warned || ['string', 'number', 'boolean'].includes(typeof value)) return;
  if (!require('internal/options').isGiven('--pending-deprecation') && variables.NODE_PENDING_DEPRECATION !== '1') return;
  warned = true;
  process.emitWarning('Assigning any value other than a string, number, or boolean to a process.env property is deprecated. ' +
    'Please make sure to convert the value to a string before setting process.env with it.', 'DeprecationWarning', 'DEP0104');
}

function setVariable(name, value) {
  warnOfKind(value);
  if (typeof name === 'symbol') text(name);
  const given = text(value);
  if (isName(name)) native.setVariable(name, given);
}

const valueOf = (name) => (typeof name === 'string' ? native.variable(name) : undefined);

const variables = new Proxy(Object.create(Object.prototype), {
  get(target, name, receiver) { return valueOf(name) ?? Reflect.get(target, name, receiver); },
  has(target, name) { return valueOf(name) !== undefined || name in target; },
  set(target, name, value) {
    setVariable(name, value);
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
    if ('get' in descriptor || 'set' in descriptor) refuse("'process.env' does not accept an accessor(getter/setter) descriptor");
    if (!('value' in descriptor) || !descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
      refuse("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
    }
    setVariable(name, descriptor.value);
    return true;
  },
  preventExtensions() { throw new TypeError('Cannot freeze'); },
});

native.setEnvironment(variables);
module.exports = variables;
