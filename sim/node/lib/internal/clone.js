'use strict';

// Structured clone: values as they come out at the other end of a
// postMessage. (HTML, section 2.7)

const { DOMException } = require('internal/domexception');
const native = binding('clone');
const { kind: kindOf } = binding('util');

function refuse(what) { throw new DOMException(`${what} could not be cloned.`, 'DataCloneError'); }

function coded(error, code) {
  error.code = code;
  return error;
}

const errorTypes = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

// Objects of the runtime that can be sent: their class tells how.
const kClone = Symbol('clone'); // object[kClone]() is a copy
const kTransfer = Symbol('transfer'); // object[kTransfer]() is the one at the other end

function className(value) {
  const constructor = value.constructor;
  return typeof constructor === 'function' && constructor.name ? constructor.name : 'Object';
}

function copy(value, seen) {
  switch (typeof value) {
    case 'symbol': return refuse(String(value));
    case 'function': return refuse(Function.prototype.toString.call(value));
    case 'object': break;
    default: return value;
  }
  if (value === null) return null;
  if (seen.has(value)) return seen.get(value);
  const remember = (made) => {
    seen.set(value, made);
    return made;
  };
  const kind = (ArrayBuffer.isView(value) ? 'View' : kindOf(value));
  switch (kind) {
    case 'Array': {
      const made = remember(new Array(value.length));
      copyProperties(value, made, seen);
      return made;
    }
    case 'Date': return remember(new Date(Date.prototype.getTime.call(value)));
    case 'RegExp': return remember(new RegExp(value.source, value.flags));
    case 'Boolean': case 'Number': case 'String': case 'BigInt': return remember(Object(value.valueOf()));
    case 'Symbol': return refuse('Object');
    case 'Map': {
      const made = remember(new Map());
      for (const [k, v] of [...Map.prototype.entries.call(value)]) made.set(copy(k, seen), copy(v, seen));
      return made;
    }
    case 'Set': {
      const made = remember(new Set());
      for (const v of [...Set.prototype.values.call(value)]) made.add(copy(v, seen));
      return made;
    }
    case 'Error': return copyError(value, remember, seen);
    case 'ArrayBuffer': {
      if (native.detached(value)) throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
      return remember(ArrayBuffer.prototype.slice.call(value, 0));
    }
    case 'View': {
      const memory = copy(value.buffer, seen);
      const name = viewName(value);
      return remember(name === undefined ? new DataView(memory, value.byteOffset, value.byteLength) :
        new globalThis[name](memory, value.byteOffset, value.length));
    }
    case 'Object': break;
    case 'Arguments': return refuse('#<Object>');
    default: return refuse(`#<${className(value)}>`);
  }
  if (typeof value[kClone] === 'function') return remember(value[kClone](seen));
  if (value[kTransfer]) throw coded(new TypeError('Object that needs transfer was found in message but not listed in transferList'), 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST');
  if (value === globalThis) return refuse(`#<${className(value)}>`);
  if (isBoxedBigInt(value)) return remember(Object(BigInt.prototype.valueOf.call(value)));
  const made = remember({});
  copyProperties(value, made, seen);
  return made;
}

function isBoxedBigInt(value) {
  if (!(value instanceof BigInt)) return false;
  try {
    BigInt.prototype.valueOf.call(value);
    return true;
  } catch {
    return false;
  }
}

const tag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
function viewName(view) { return Reflect.apply(tag, view, []); }

function copyProperties(from, to, seen) {
  for (const key of Object.keys(from)) {
    const value = copy(from[key], seen);
    if (key === '__proto__') Object.defineProperty(to, key, { value, writable: true, enumerable: true, configurable: true });
    else to[key] = value;
  }
}

// Of an error come over: its kind if it is one of the language's, message,
// stack and cause.
function copyError(error, remember, seen) {
  const Type = Object.hasOwn(errorTypes, String(error.name)) ? errorTypes[error.name] : Error;
  const real = remember(new Type());
  const put = (name, value) => Object.defineProperty(real, name, { value, writable: true, enumerable: false, configurable: true });
  const message = Object.getOwnPropertyDescriptor(error, 'message');
  if (message && 'value' in message) put('message', `${message.value}`);
  if (typeof error.stack === 'string') put('stack', error.stack);
  if (Object.hasOwn(error, 'cause')) put('cause', copy(error.cause, seen));
  return real;
}

/** A copy of value; what is in the list moves instead of being copied. */
function clone(value, transferList = []) {
  const seen = new Map();
  const list = [...transferList];
  const moved = new Set();
  for (const object of list) {
    const isMemory = object !== null && typeof object === 'object' && kindOf(object) === 'ArrayBuffer';
    if (!isMemory && !(object && object[kTransfer])) throw coded(new TypeError('Found invalid object in transferList'), 'ERR_INVALID_TRANSFER_OBJECT');
    if (moved.has(object)) {
      throw new DOMException(`Transfer list contains duplicate ${isMemory ? 'ArrayBuffer' : className(object)}`, 'DataCloneError');
    }
    if (isMemory && native.detached(object)) throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
    moved.add(object);
  }
  for (const object of list) {
    seen.set(object, typeof object[kTransfer] === 'function' ? object[kTransfer]() : ArrayBuffer.prototype.slice.call(object, 0));
  }
  const result = copy(value, seen);
  for (const object of list) if (!object[kTransfer]) native.detach(object);
  native.owe(seen.size);
  return result;
}

function structuredClone(value, options) {
  if (arguments.length === 0) throw coded(new TypeError('The value argument must be specified'), 'ERR_MISSING_ARGS');
  if (options != null && typeof options !== 'object' && typeof options !== 'function') {
    throw coded(new TypeError('The options argument must be either an object or undefined'), 'ERR_INVALID_ARG_TYPE');
  }
  const transfer = options?.transfer;
  return clone(value, transferListOf(transfer));
}

function transferListOf(transfer) {
  if (transfer === undefined || transfer === null) return [];
  if (typeof transfer !== 'object' || typeof transfer[Symbol.iterator] !== 'function') {
    throw coded(new TypeError('Optional transferList argument must be an iterable'), 'ERR_INVALID_ARG_TYPE');
  }
  return [...transfer];
}

module.exports = { clone, structuredClone, transferListOf, kClone, kTransfer, coded };
