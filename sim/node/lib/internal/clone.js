'use strict';

// Structured clone: values as they come out at the other end of a
// postMessage. (HTML, section 2.7)

const { DOMException } = require('internal/domexception');
const untransferable = require('internal/untransferable');
const native = binding('clone');
const { kind: kindOf } = binding('util');

function refuse(what) { throw new DOMException(`${what} could not be cloned.`, 'DataCloneError'); }

function coded(error, code) {
  error.code = code;
  return error;
}

const errorTypes = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

// Objects of the runtime that can be sent: their class tells how.
const kClone = Symbol('clone'); // object[kClone]() is { info, data }: data is sent, and what info names makes an object of it
const kTransfer = Symbol('transfer'); // object[kTransfer]() likewise; the object itself is no use any more
const kCheckTransfer = Symbol('checkTransfer'); // object[kCheckTransfer]() throws if it cannot, before anything is sent
const kTransferList = Symbol('transferList'); // object[kTransferList]() is what has to be moved with it

function className(value) {
  const constructor = value.constructor;
  return typeof constructor === 'function' && constructor.name ? constructor.name : 'Object';
}

/** A value in the words of an error that tells of it, without calling any of its code. */
function describe(value) {
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return Function.prototype.toString.call(value);
  if (value.toString === Object.prototype.toString || (kindOf(value) === 'Proxy' && !Array.isArray(value))) {
    const { constructor } = value;
    if (typeof constructor === 'function' && constructor.name) return `#<${constructor.name}>`;
  }
  return Object.prototype.toString.call(value);
}

const opaque = new Set(['Symbol', 'WeakRef', 'FinalizationRegistry', 'Array Iterator', 'String Iterator', 'RegExp String Iterator',
  'AsyncGenerator']);

/** Whether an object is one of the language's that have no properties to copy, and no form to be sent in. */
function isOpaque(value) {
  if (Object.hasOwn(value, Symbol.toStringTag)) return false;
  const name = value[Symbol.toStringTag];
  return typeof name === 'string' && (opaque.has(name) || name.startsWith('Intl.'));
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

const views = { DataView };
for (const name of ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array',
  'Float64Array', 'BigInt64Array', 'BigUint64Array']) views[name] = globalThis[name];
const tag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
function viewName(view) { return Reflect.apply(tag, view, []); }

// What to write of an object of a kind of the language.
function parts(kind, value) {
  switch (kind) {
    case 'Date': return [kind, Date.prototype.getTime.call(value)];
    case 'RegExp': return [kind, value.source, value.flags];
    case 'Boolean': case 'Number': case 'String': case 'BigInt': return [kind, value.valueOf()];
    case 'Map': {
      const list = [kind];
      for (const [k, v] of [...Map.prototype.entries.call(value)]) list.push(k, v);
      return list;
    }
    case 'Set': return [kind, ...Set.prototype.values.call(value)];
    case 'Error': return errorParts(value);
    case 'detached': throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
    default:
  }
  if (ArrayBuffer.isView(value)) return ['View', viewName(value) ?? 'DataView', value.buffer, value.byteOffset, value.length ?? value.byteLength];
  return refuse(describe(value));
}

// Of an error come over: its kind if it is one of the language's, message,
// stack and cause.
function errorParts(error) {
  const message = Object.getOwnPropertyDescriptor(error, 'message');
  return ['Error', Object.hasOwn(errorTypes, String(error.name)) ? String(error.name) : 'Error',
    message && 'value' in message ? `${message.value}` : undefined, typeof error.stack === 'string' ? error.stack : undefined,
    Object.hasOwn(error, 'cause'), error.cause];
}

// What an object that looks plain is besides; undefined if it is nothing else.
function special(value) {
  if (isOpaque(value)) return refuse(describe(value));
  if (typeof value[kClone] === 'function') {
    const { info, data } = value[kClone]();
    return ['host', info, data];
  }
  if (value[kTransfer]) throw coded(new TypeError('Object that needs transfer was found in message but not listed in transferList'), 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST');
  if (value === globalThis) return refuse(`#<${className(value)}>`);
  if (isBoxedBigInt(value)) return ['BigInt', BigInt.prototype.valueOf.call(value)];
  return undefined;
}

// An object of a kind again; one that may hold itself is filled afterwards.
function make(kind, first, second, third, fourth) {
  switch (kind) {
    case 'Date': return new Date(first);
    case 'RegExp': return new RegExp(first, second);
    case 'Boolean': case 'Number': case 'String': case 'BigInt': return Object(first);
    case 'Map': return new Map();
    case 'Set': return new Set();
    case 'Error': {
      const error = new (errorTypes[first] ?? Error)();
      error.stack = undefined; // it gets the one that was sent, if one was
      return error;
    }
    case 'View': return new views[first](second, third, fourth);
    case 'memory': throw new RangeError('Array buffer allocation failed');
    default: {
      const [module, name] = first.split(':');
      return require(module)[name](second);
    }
  }
}

function fill(kind, object, ...values) {
  if (kind === 'Set') {
    for (const value of values) object.add(value);
  } else if (kind === 'Map') {
    for (let i = 0; i < values.length; i += 2) object.set(values[i], values[i + 1]);
  } else {
    const put = (name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
    const [, message, stack, hasCause, cause] = values;
    if (message !== undefined) put('message', message);
    if (stack !== undefined) put('stack', stack);
    if (hasCause) put('cause', cause);
  }
}

function send(object) {
  const { info, data } = object[kTransfer]();
  return ['host', info, data];
}

function tooDeep() { throw new RangeError('Maximum call stack size exceeded'); }

native.setHooks({ refuse: (value) => refuse(describe(value)), tooDeep, special, parts, make, fill, send }, Object.prototype);

/** A value written down, to be read wherever it arrives. What is in the list
    moves instead of being copied. */
function pack(value, transferList = []) {
  const list = [...transferList].filter((object) => !untransferable.has(object));
  for (const object of list) list.push(...(object?.[kTransferList]?.() ?? []));
  const moved = new Set();
  for (const object of list) {
    const isMemory = object !== null && typeof object === 'object' && kindOf(object) === 'ArrayBuffer';
    if (!isMemory && !(object && object[kTransfer])) throw coded(new TypeError('Found invalid object in transferList'), 'ERR_INVALID_TRANSFER_OBJECT');
    if (moved.has(object)) {
      throw new DOMException(`Transfer list contains duplicate ${isMemory ? 'ArrayBuffer' : className(object)}`, 'DataCloneError');
    }
    moved.add(object);
    object[kCheckTransfer]?.();
  }
  return native.pack(value, list);
}

/** What is in a parcel: [value, ...what came along as itself]. */
const { unpack } = native;

/** A copy of value; what is in the list moves instead of being copied. */
function clone(value, transferList) { return unpack(pack(value, transferList))[0]; }

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

Object.defineProperty(structuredClone, 'length', { value: 0, configurable: true });

module.exports = { clone, pack, unpack, describe, isOpaque, structuredClone, transferListOf, kClone, kTransfer, kCheckTransfer, kTransferList, coded };
