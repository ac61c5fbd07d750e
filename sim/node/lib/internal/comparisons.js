'use strict';

// Deep equality, strict and loose, as assert and util have it.

const { kindOf } = require('internal/inspect');

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const isListed = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);
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
  return compareObjects(a, b, tag, strict, memo);
}

const isIndex = (key) => /^(0|[1-9][0-9]*)$/.test(key) && +key < 4294967295;
const extraKeys = (array) => Object.keys(array).filter((key) => !isIndex(key));

function compareObjects(a, b, tag, strict, memo) {
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
      // What is enumerable is compared with the other properties.
      for (const key of ['message', 'name', 'cause', 'errors']) {
        const listed = isListed(a, key);
        if (listed !== isListed(b, key)) return false;
        if (!listed && !equalNested(a, b, a[key], b[key], strict, memo)) return false;
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
  if (kind === 'Object' && !compareHidden(a, b, tag, strict, memo)) return false;
  return keys();
}

// Objects of the runtime hide what they are.
function compareHidden(a, b, tag, strict, memo) {
  switch (tag) {
    case '[object Object]': return true;
    case '[object KeyObject]': return !types().isKeyObject(a) || (types().isKeyObject(b) && a.equals(b));
    case '[object CryptoKey]': {
      if (!types().isCryptoKey(a)) return true;
      if (!types().isCryptoKey(b) || a.extractable !== b.extractable) return false;
      const { KeyObject } = require('crypto');
      return equal(a.algorithm, b.algorithm, strict, memo) && equal(a.usages, b.usages, strict, memo) && KeyObject.from(a).equals(KeyObject.from(b));
    }
  }
  const { isURL } = require('internal/url');
  return !isURL(a) || (isURL(b) && a.href === b.href);
}

const types = () => require('util').types;

function sameBytes(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function equalNested(a, b, x, y, strict, memo) {
  return withMemo(a, b, memo, (inner) => equal(x, y, strict, inner));
}

// Remembers which objects are being compared, so that cycles end: two objects
// of which both were met on the way are alike. The first two pairs need no set.
// (lib/internal/util/comparisons.js, keyCheck)
function withMemo(a, b, memo, compare) {
  if (memo === undefined) return compare({ seen: undefined, pairs: [a, b], deep: false, forgets: false });
  if (memo.seen === undefined) {
    if (!memo.deep) {
      if (memo.pairs[0] === a && memo.pairs[1] === b) return true;
      memo.pairs = [memo.pairs[0], memo.pairs[1], a, b];
      memo.deep = true;
      const result = compare(memo);
      memo.deep = false;
      return result;
    }
    memo.seen = new Set(memo.pairs);
  }
  const { seen } = memo;
  const before = seen.size;
  seen.add(a).add(b);
  if (seen.size === before) return true;
  const result = compare(memo);
  if (result || memo.forgets) {
    seen.delete(a);
    seen.delete(b);
  }
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

// Whether a primitive that is not in b can be alike to another one that is, by
// the rules of ==: undefined and null are alike, a symbol and what is no number
// are like nothing else. (lib/internal/util/comparisons.js, findLooseMatchingPrimitives)
function looselyIn(a, b, primitive, holds = () => true) {
  if (primitive === undefined || primitive === null) {
    const other = primitive === null ? undefined : null;
    return b.has(other) && !a.has(other) && holds(other);
  }
  return typeof primitive !== 'symbol' && !Number.isNaN(typeof primitive === 'string' ? +primitive : primitive);
}

const isObject = (value) => typeof value === 'object' && value !== null;

// Takes out of a set the first that is found alike. What was not is tried again
// with others, so the memo forgets it.
function takeOut(set, memo, alike) {
  const { forgets } = memo;
  memo.forgets = true;
  let found = false;
  for (const value of set) {
    found = alike(value);
    if (!found) continue;
    set.delete(value);
    break;
  }
  memo.forgets = forgets;
  return found;
}

function compareSets(a, b, strict, memo) {
  const left = new Set();
  for (const value of a) {
    if (b.has(value)) continue;
    if (!isObject(value) && (strict || !looselyIn(a, b, value))) return false;
    left.add(value);
  }
  if (left.size === 0) return true;
  for (const value of b) {
    if (a.has(value) || (strict && !isObject(value))) continue;
    if (!takeOut(left, memo, (other) => equal(other, value, strict, memo))) return false;
  }
  return left.size === 0;
}

function compareMaps(a, b, strict, memo) {
  const left = new Set();
  const alike = (from, key, value) => from.has(key) && equal(value, from.get(key), strict, memo);
  for (const [key, value] of a) {
    if (!isObject(key)) {
      if (alike(b, key, value)) continue;
      if (strict || !looselyIn(a, b, key, (other) => alike(b, other, value))) return false;
    }
    left.add(key);
  }
  if (left.size === 0) return true;
  for (const [key, value] of b) {
    if (!isObject(key) && (strict || alike(a, key, value))) continue;
    if (!takeOut(left, memo, (other) => equal(other, key, strict, memo) && equal(a.get(other), value, strict, memo))) return false;
  }
  return left.size === 0;
}

module.exports = { isDeepEqual, isDeepStrictEqual };
