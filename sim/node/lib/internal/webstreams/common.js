'use strict';

// What the streams of the web share. The rules are those of the WHATWG Streams
// standard; where Node's promises take more or fewer turns, it is Node's count.

const { codes } = require('internal/errors');
const { ERR_ARG_NOT_ITERABLE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS } = codes;
const validators = require('internal/validators');

/** Where a public object keeps its state. */
const kState = Symbol('kState');
const kType = Symbol('kType');
/** What a class must be given to make what a program may not make. */
const kOurs = Object.freeze({});

const nop = () => {};

/** A promise that is settled from outside, and knows whether it was. */
function deferred() {
  const d = { promise: undefined, pending: true, resolve: undefined, reject: undefined };
  d.promise = new Promise((resolve, reject) => {
    d.resolve = (value) => {
      d.pending = false;
      resolve(value);
    };
    d.reject = (reason) => {
      d.pending = false;
      reject(reason);
    };
  });
  return d;
}
const resolved = () => ({ promise: Promise.resolve(), pending: false, resolve: nop, reject: nop });
/** A rejection that nobody need handle. */
function rejected(reason) {
  const promise = Promise.reject(reason);
  handled(promise);
  return { promise, pending: false, resolve: nop, reject: nop };
}
function handled(promise) { promise.then(nop, nop); }

/** Rejects a deferred that may have been settled, which then is a new one. */
function ensureRejected(d, reason) {
  if (!d.pending) return rejected(reason);
  handled(d.promise);
  d.reject(reason);
  return d;
}

// --- arguments ---

const { kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull } = validators;
const checkSource = (value, name) => validators.validateObject(value, name, kValidateObjectAllowObjects);
const checkOptions = (value, name) => validators.validateObject(value, name, kValidateObjectAllowObjectsAndNull);

function highWaterMarkOf(value, fallback) {
  if (value === undefined) return fallback;
  value = +value;
  if (Number.isNaN(value) || value < 0) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', value);
  return value;
}
function sizeOf(size) {
  if (size === undefined) return () => 1;
  validators.validateFunction(size, 'strategy.size');
  return size;
}

/** A method of a source, sink or transformer, as one that gives a promise. */
function promising(name, f, target) {
  validators.validateFunction(f, name);
  return async (...args) => Reflect.apply(f, target, args);
}
/** The method start, which is not asked for its kind before it is bound. */
function starting(f, target, ...args) {
  if (typeof f !== 'function') throw new TypeError('Bind must be called on a function');
  return f.bind(target, ...args);
}
const nothing = async () => {};

const isA = (brand) => (value) => value != null && value[kState] !== undefined && value[kType] === brand;
function check(value, brand) { if (!isA(brand)(value)) throw new ERR_INVALID_THIS(brand); }

// --- queues ---

/** Values with sizes, first in, first out. */
class Queue {
  items = [];
  totalSize = 0;
  get length() { return this.items.length; }
  peek() { return this.items[0].value; }
  shift() {
    const { value, size } = this.items.shift();
    this.totalSize = Math.max(0, this.totalSize - size);
    return value;
  }
  push(value, size) {
    size = +size;
    if (Number.isNaN(size) || size < 0 || size === Infinity) throw new ERR_INVALID_ARG_VALUE.RangeError('size', size);
    this.items.push({ value, size });
    this.totalSize += size;
  }
  clear() {
    this.items = [];
    this.totalSize = 0;
  }
}

// --- classes ---

/** Lists members of a class as the web does, and names its objects. */
function expose(Class, members, tag = true) {
  for (const name of members) Object.defineProperty(Class.prototype, name, { enumerable: true });
  if (tag) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

const kInspect = Symbol.for('nodejs.util.inspect.custom');

/** Lets a class print as Node prints it: fields gives what is shown. */
function show(Class, fields, name = Class.name) {
  Object.defineProperty(Class.prototype, kInspect, {
    writable: true,
    configurable: true,
    value(depth, options) {
      if (depth < 0) return this;
      const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
      return `${name} ${require('internal/inspect').inspect(fields(this), inner)}`;
    },
  });
}

// --- iterators ---

async function* fromSync(iterator) { return yield* { [Symbol.iterator]: () => iterator }; }

function callIterator(object, method) {
  const iterator = Reflect.apply(method, object, []);
  if (typeof iterator !== 'object' || iterator === null) {
    throw new ERR_INVALID_STATE.TypeError('The iterator method must return an object');
  }
  return iterator;
}

/** An async iterator over anything that can be iterated over. */
function asyncIteratorOf(object) {
  const method = object[Symbol.asyncIterator];
  if (method != null) return callIterator(object, method);
  const plain = object[Symbol.iterator];
  if (plain === undefined) throw new ERR_ARG_NOT_ITERABLE(object);
  return fromSync(callIterator(object, plain));
}

module.exports = {
  Queue, asyncIteratorOf, check, checkOptions, checkSource, deferred, ensureRejected, expose, handled, highWaterMarkOf, isA, kOurs,
  kState, kType, nop, nothing, promising, starting, rejected, resolved, show, sizeOf,
};
