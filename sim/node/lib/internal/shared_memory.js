'use uncounted';
'use strict';

// SharedArrayBuffer and Atomics: memory that several threads may have, and the
// operations on it that nobody sees half done. (ECMA-262, "Structured Data")

const native = binding('shared');

const inner = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;
const incompatible = (name) => new TypeError(`Method ${name} called on incompatible receiver #<SharedArrayBuffer>`);

/** The number of bytes of shared memory; it throws if that is not what it is. */
function bytesOf(memory, name) {
  if (memory === null || typeof memory !== 'object' || !native.isShared(memory)) throw incompatible(name);
  return Reflect.apply(inner, memory, []);
}

function SharedArrayBuffer(length, options) {
  if (new.target === undefined) throw new TypeError("Constructor SharedArrayBuffer requires 'new'");
  if (options !== undefined && Object(options) === options && options.maxByteLength !== undefined) {
    throw require('internal/refuse').refusal('a SharedArrayBuffer that grows (maxByteLength)', 'make it as large as it will have to be');
  }
  return Object.setPrototypeOf(new ArrayBuffer(length), new.target.prototype);
}
Object.defineProperty(SharedArrayBuffer, 'length', { value: 1, configurable: true });
Object.defineProperty(SharedArrayBuffer, 'prototype', { writable: false });
Object.defineProperty(SharedArrayBuffer, Symbol.species, { get: { get [Symbol.species]() { return this; } }.__lookupGetter__(Symbol.species), configurable: true });

const methods = {
  get byteLength() { return bytesOf(this, 'get SharedArrayBuffer.prototype.byteLength'); },
  slice(start, end) {
    const length = bytesOf(this, 'SharedArrayBuffer.prototype.slice');
    const at = relative(start, 0, length);
    const count = Math.max(relative(end, length, length) - at, 0);
    const Class = this.constructor?.[Symbol.species] ?? SharedArrayBuffer;
    const made = new Class(count);
    new Uint8Array(made).set(new Uint8Array(this, at, count));
    return made;
  },
  get maxByteLength() { return bytesOf(this, 'get SharedArrayBuffer.prototype.maxByteLength'); },
  get growable() {
    bytesOf(this, 'get SharedArrayBuffer.prototype.growable');
    return false;
  },
  grow(newByteLength) { throw incompatible('SharedArrayBuffer.prototype.grow'); },
};
for (const name of Object.keys(methods)) {
  Object.defineProperty(SharedArrayBuffer.prototype, name, { ...Object.getOwnPropertyDescriptor(methods, name), enumerable: false });
}
Object.defineProperty(SharedArrayBuffer.prototype.slice, 'length', { value: 2, configurable: true });
Object.defineProperty(SharedArrayBuffer.prototype, Symbol.toStringTag, { value: 'SharedArrayBuffer', configurable: true });
native.setPrototype(SharedArrayBuffer.prototype);

function relative(value, otherwise, length) {
  const at = value === undefined ? otherwise : integer(value);
  return at < 0 ? Math.max(length + at, 0) : Math.min(at, length);
}

function integer(value) {
  const number = Math.trunc(+value);
  return Number.isNaN(number) ? 0 : number + 0;
}

// Atomics.

const tag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const integers = new Set(['Int8Array', 'Uint8Array', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array']);
const waitable = new Set(['Int32Array', 'BigInt64Array']);

const isBig = (view) => view.BYTES_PER_ELEMENT === 8;

/** How V8 names a value in such an error. */
function shown(value) {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return '[object Array]';
  if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value);
  if (typeof value === 'object' && value !== null) return `#<${value.constructor?.name ?? 'Object'}>`;
  return String(value);
}

function validate(view, allowed, what, method) {
  if (!ArrayBuffer.isView(view) || !allowed.has(Reflect.apply(tag, view, []))) throw new TypeError(`${shown(view)} is not an ${what} typed array.`);
  if (view.length === 0) require('internal/bytes').refuseDetached(view, `Atomics.${method}`);
}

function position(view, index) {
  const at = index === undefined ? 0 : integer(index);
  if (!(at >= 0 && at < view.length)) throw new RangeError('Invalid atomic access index');
  return at;
}

// What an element of the view becomes by a value.
function operand(view, value) {
  if (isBig(view)) return toBigInt(value);
  return integer(value);
}
function toBigInt(value) {
  if (typeof value === 'number') throw new TypeError(`Cannot convert ${value} to a BigInt`);
  return BigInt(value);
}

// What the engine is given to store: its bitwise operators want 32 bits; the
// array cuts the rest off.
const stored = (view, value) => (isBig(view) ? value : value % 2 ** 32 | 0);

// Nothing may be called between a load and the store that follows it: that is
// what makes them one.
const operations = {
  load(typedArray, index) {
    validate(typedArray, integers, 'integer', 'load');
    const at = position(typedArray, index);
    native.settle();
    return typedArray[at];
  },
  store(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'store');
    const at = position(typedArray, index);
    const given = operand(typedArray, value);
    const element = stored(typedArray, given);
    native.settle();
    typedArray[at] = element;
    return given;
  },
  add(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'add');
    const at = position(typedArray, index);
    const by = stored(typedArray, operand(typedArray, value));
    native.settle();
    const old = typedArray[at];
    typedArray[at] = old + by;
    return old;
  },
  sub(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'sub');
    const at = position(typedArray, index);
    const by = stored(typedArray, operand(typedArray, value));
    native.settle();
    const old = typedArray[at];
    typedArray[at] = old - by;
    return old;
  },
  and(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'and');
    const at = position(typedArray, index);
    const by = stored(typedArray, operand(typedArray, value));
    native.settle();
    const old = typedArray[at];
    typedArray[at] = old & by;
    return old;
  },
  or(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'or');
    const at = position(typedArray, index);
    const by = stored(typedArray, operand(typedArray, value));
    native.settle();
    const old = typedArray[at];
    typedArray[at] = old | by;
    return old;
  },
  xor(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'xor');
    const at = position(typedArray, index);
    const by = stored(typedArray, operand(typedArray, value));
    native.settle();
    const old = typedArray[at];
    typedArray[at] = old ^ by;
    return old;
  },
  exchange(typedArray, index, value) {
    validate(typedArray, integers, 'integer', 'exchange');
    const at = position(typedArray, index);
    const by = stored(typedArray, operand(typedArray, value));
    native.settle();
    const old = typedArray[at];
    typedArray[at] = by;
    return old;
  },
  compareExchange(typedArray, index, expectedValue, replacementValue) {
    validate(typedArray, integers, 'integer', 'store');
    const at = position(typedArray, index);
    const expected = new typedArray.constructor([operand(typedArray, expectedValue)])[0];
    const replacement = stored(typedArray, operand(typedArray, replacementValue));
    native.settle();
    const old = typedArray[at];
    if (old === expected) typedArray[at] = replacement;
    return old;
  },
  isLockFree(size) { return [1, 2, 4, 8].includes(integer(size)); },
  wait(typedArray, index, value, timeout) {
    const { at, same, timeoutMs } = prepare(typedArray, index, value, timeout);
    if (!same) return 'not-equal';
    return native.wait(typedArray.buffer, typedArray.byteOffset + at * typedArray.BYTES_PER_ELEMENT, typedArray.BYTES_PER_ELEMENT, timeoutMs);
  },
  waitAsync(typedArray, index, value, timeout) {
    const { at, same, timeoutMs } = prepare(typedArray, index, value, timeout);
    if (!same) return { async: false, value: 'not-equal' };
    if (timeoutMs === 0) return { async: false, value: 'timed-out' };
    return { async: true, value: new Promise((resolve) => waitLater(typedArray.buffer, typedArray.byteOffset + at * typedArray.BYTES_PER_ELEMENT, timeoutMs, resolve)) };
  },
  notify(typedArray, index, count) {
    validate(typedArray, waitable, 'int32 or BigInt64', 'notify');
    const at = position(typedArray, index);
    const most = count === undefined ? Infinity : Math.max(integer(count), 0);
    if (!native.isShared(typedArray.buffer)) return 0;
    const offset = typedArray.byteOffset + at * typedArray.BYTES_PER_ELEMENT;
    const woken = native.notify(typedArray.buffer, offset, Math.min(most, 2 ** 31 - 1));
    return woken + wakeLater(typedArray.buffer, offset, Math.min(most - woken, 2 ** 31 - 1));
  },
};

function prepare(view, index, value, timeout) {
  validate(view, waitable, 'int32 or BigInt64', 'wait');
  if (!native.isShared(view.buffer)) throw new TypeError(`${shown(view)} is not a shared typed array.`);
  const at = position(view, index);
  const expected = isBig(view) ? BigInt.asIntN(64, toBigInt(value)) : Number(value) | 0;
  const ms = timeout === undefined ? Infinity : Number(timeout);
  return { at, same: view[at] === expected, timeoutMs: Number.isNaN(ms) ? Infinity : Math.max(ms, 0) };
}

// Who waits without blocking. Such a wait keeps no process alive.

function waitLater(memory, offset, timeoutMs, resolve) {
  const waiter = { resolve, timer: undefined };
  const handle = native.waitLater(memory, offset, waiter, () => wake(waiter));
  if (timeoutMs === Infinity) return;
  waiter.timer = require('timers').setTimeout(() => {
    native.forget(handle);
    resolve('timed-out');
  }, timeoutMs);
  waiter.timer.unref();
}

function wake(waiter) {
  if (waiter.timer) require('timers').clearTimeout(waiter.timer);
  waiter.resolve('ok');
}

function wakeLater(memory, offset, most) {
  const [woken, ...own] = native.wakeLater(memory, offset, most);
  for (const waiter of own) require('timers').setImmediate(wake, waiter);
  return woken;
}

const Atomics = {};
for (const name of Object.keys(operations)) Object.defineProperty(Atomics, name, { value: operations[name], writable: true, enumerable: false, configurable: true });
Object.defineProperty(Atomics, Symbol.toStringTag, { value: 'Atomics', configurable: true });

module.exports = { SharedArrayBuffer, Atomics };
