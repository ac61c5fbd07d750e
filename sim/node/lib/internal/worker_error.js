'use strict';

// An error that a worker ends by, on its way to the thread that started it: it
// arrives with its properties, as an error of the same kind of the language.
// (lib/internal/error_serdes.js of Node)

const { pack } = require('internal/clone');
const { inspect } = require('internal/inspect');

const kinds = { Error, TypeError, RangeError, URIError, SyntaxError, ReferenceError, EvalError };
const custom = Symbol.for('nodejs.util.inspect.custom');

function propertiesOf(object, target = object) {
  if (object === null) return { __proto__: null };
  const all = propertiesOf(Object.getPrototypeOf(object), target);
  for (const key of Object.getOwnPropertyNames(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor.get && key !== '__proto__') {
      try {
        descriptor.value = Reflect.apply(descriptor.get, target, []);
      } catch {
        continue;
      }
    }
    if (!('value' in descriptor) || (typeof descriptor.value === 'function' && key !== 'cause')) continue;
    all[key] = { value: key === 'cause' ? pickle(descriptor.value) : descriptor.value, enumerable: descriptor.enumerable };
  }
  return all;
}

/** What is sent in place of an error; it throws if it cannot be. */
function pickle(error) {
  if (typeof error === 'symbol') return { symbol: error.description ?? '' };
  try {
    if (typeof error === 'object' && error !== null && Object.prototype.toString.call(error) === '[object Error]') {
      for (let at = error; at !== null; at = Object.getPrototypeOf(at)) {
        const descriptor = Object.getOwnPropertyDescriptor(at, 'constructor');
        const name = descriptor?.value?.name;
        if (typeof descriptor?.value === 'function' && name !== '' && Object.hasOwn(kinds, name)) {
          const sent = { kind: name, properties: { ...propertiesOf(error) } };
          pack(sent);
          return sent;
        }
      }
    }
  } catch {
    // It is told of in another way.
  }
  try {
    if (error !== null && error !== undefined && custom in error) return { custom: inspect(error) };
  } catch {
    // Likewise.
  }
  try {
    pack(error);
    return { value: error };
  } catch {
    return { text: inspect(error) };
  }
}

/** The error at the other end. */
function unpickle(sent) {
  if ('value' in sent) return sent.value;
  if ('symbol' in sent) return Symbol.for(sent.symbol);
  if ('custom' in sent) return { __proto__: null, [custom]: () => sent.custom };
  if ('text' in sent) return sent.text;
  const descriptors = { [Symbol.toStringTag]: { value: 'Error', configurable: true } };
  for (const [key, { value, enumerable }] of Object.entries(sent.properties)) {
    descriptors[key] = { value: key === 'cause' ? unpickle(value) : value, enumerable, configurable: true, writable: true };
  }
  return Object.create(kinds[sent.kind].prototype, descriptors);
}

module.exports = { pickle, unpickle };
