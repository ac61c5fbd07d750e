'use strict';

// Deep equality, strict and loose, as assert and util have it.

const { kindOf } = require('internal/inspect');

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const enumerableSymbols = (value) =>
  Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));

const boxed = ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'];

function unbox(value, kind) { return globalThis[kind].prototype.valueOf.call(value); }

/** Whether two values are alike in all that can be seen. */
function isDeepStrictEqual(a, b) { return equal(a, b, true, undefined); }

/** The same by the rules of ==. */
function isDeepEqual(a, b) { return equal(a, b, false, undefined); }

function equal(a, b, strict, memo) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== 'object') {
      // eslint-disable-next-line eqeqeq
      return (b === null || typeof b !== 'object') && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
    }
    if (b === null || typeof b !== 'object') return false;
  }
  const tag = Object.prototype.toString.call(a);
  if (tag !== Object.prototype.toString.call(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return compareKeys(a, b, strict, memo, extraKeys(a), extraKeys(b), () => compareElements(a, b, strict, memo));
  }
  return compareObjects(a, b, strict, memo);
}

const isIndex = (key) => /^(0|[1-9][0-9]*)$/.test(key) && +key < 4294967295;
const extraKeys = (array) => Object.keys(array).filter((key) => !isIndex(key));

function compareObjects(a, b, strict, memo) {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return kind === 'Object' && kindOf(b) === 'Object';
  const keys = (entries) => compareKeys(a, b, strict, memo, Object.keys(a), Object.keys(b), entries);
  switch (kind) {
    case 'Date':
      if (Date.prototype.getTime.call(a) !== Date.prototype.getTime.call(b)) return false;
      return keys();
    case 'RegExp':
      if (a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
      return keys();
    case 'Error':
      if (a.message !== b.message || a.name !== b.name) return false;
      for (const key of ['cause', 'errors']) {
        if (hasOwn(a, key) !== hasOwn(b, key)) return false;
        if (hasOwn(a, key) && !equalNested(a, b, a[key], b[key], strict, memo)) return false;
      }
      return keys();
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      if (!sameBytes(new Uint8Array(a), new Uint8Array(b))) return false;
      return keys();
    case 'Set':
      if (a.size !== b.size) return false;
      return keys((inner) => compareSets(a, b, strict, inner));
    case 'Map':
      if (a.size !== b.size) return false;
      return keys((inner) => compareMaps(a, b, strict, inner));
  }
  if (ArrayBuffer.isView(a)) {
    if (!ArrayBuffer.isView(b) || a.byteLength !== b.byteLength) return false;
    if (!strict && (kind === 'Float32Array' || kind === 'Float64Array')) {
      for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    } else if (!sameBytes(new Uint8Array(a.buffer, a.byteOffset, a.byteLength), new Uint8Array(b.buffer, b.byteOffset, b.byteLength))) {
      return false;
    }
    return compareKeys(a, b, strict, memo, extraKeys(a), extraKeys(b));
  }
  if (boxed.includes(kind) && !Object.is(unbox(a, kind), unbox(b, kind))) return false;
  return keys();
}

function sameBytes(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function equalNested(a, b, x, y, strict, memo) {
  return withMemo(a, b, memo, (inner) => equal(x, y, strict, inner));
}

// Remembers which objects are being compared, so that cycles end: two cycles
// are alike if they lead back to the same places.
function withMemo(a, b, memo, compare) {
  memo ||= { left: new Map(), right: new Map(), depth: 0 };
  const left = memo.left.get(a);
  if (left !== undefined) {
    const right = memo.right.get(b);
    if (right !== undefined) return left === right;
  }
  memo.depth++;
  memo.left.set(a, memo.depth);
  memo.right.set(b, memo.depth);
  const result = compare(memo);
  memo.left.delete(a);
  memo.right.delete(b);
  return result;
}

function compareKeys(a, b, strict, memo, aKeys, bKeys, entries) {
  if (aKeys.length !== bKeys.length) return false;
  for (const key of aKeys) if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
  if (strict) {
    const symbols = enumerableSymbols(a);
    if (symbols.length !== enumerableSymbols(b).length) return false;
    for (const key of symbols) if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
    aKeys = [...aKeys, ...symbols];
  }
  return withMemo(a, b, memo, (inner) => {
    if (entries !== undefined && !entries(inner)) return false;
    for (const key of aKeys) if (!equal(a[key], b[key], strict, inner)) return false;
    return true;
  });
}

function compareElements(a, b, strict, memo) {
  for (let i = 0; i < a.length; i++) {
    if (hasOwn(a, i) !== hasOwn(b, i)) return false;
    if (hasOwn(a, i) && !equal(a[i], b[i], strict, memo)) return false;
  }
  return true;
}

function compareSets(a, b, strict, memo) {
  const left = [];
  for (const value of a) {
    if (b.has(value)) continue;
    if (strict && (typeof value !== 'object' || value === null)) return false;
    left.push(value);
  }
  if (left.length === 0) return true;
  const right = [...b].filter((value) => !a.has(value));
  for (const value of left) {
    const at = right.findIndex((other) => equal(value, other, strict, memo));
    if (at < 0) return false;
    right.splice(at, 1);
  }
  return true;
}

function compareMaps(a, b, strict, memo) {
  const left = [];
  for (const [key, value] of a) {
    if (typeof key === 'object' && key !== null) {
      if (!b.has(key) || !equal(value, b.get(key), strict, memo)) left.push([key, value]);
    } else if (!b.has(key) || !equal(value, b.get(key), strict, memo)) {
      if (strict) return false;
      left.push([key, value]);
    }
  }
  if (left.length === 0) return true;
  const right = [...b];
  for (const [key, value] of left) {
    const at = right.findIndex(([k, v]) => equal(key, k, strict, memo) && equal(value, v, strict, memo));
    if (at < 0) return false;
    right.splice(at, 1);
  }
  return true;
}

module.exports = { isDeepEqual, isDeepStrictEqual };
