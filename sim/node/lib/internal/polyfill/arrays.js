'use strict';

// The methods of arrays, step by step as the language has them (ECMA-262, 23.1.3), for
// what the engine takes shortcuts with that can be seen: proxies, which it does not ask
// whether they have an element, and what is no array and as long as none can be.

const { plain } = binding('errors');

const most = 2 ** 53 - 1;
const toInteger = (v) => { const n = Math.trunc(+v); return n !== n ? 0 : n; };
const lengthOf = (o) => Math.min(Math.max(toInteger(o.length), 0), most);
const from = (v, length, otherwise) => {
  if (v === undefined) return otherwise;
  const n = toInteger(v);
  return n < 0 ? Math.max(length + n, 0) : Math.min(n, length);
};
const set = (o, key, value) => { if (!Reflect.set(o, key, value, o)) throw new TypeError(`Cannot assign to read only property '${key}' of object '${plain(o)}'`); };
const remove = (o, key) => { if (!Reflect.deleteProperty(o, key)) throw new TypeError(`Cannot delete property '${key}' of ${plain(o)}`); };
const define = (o, key, value) => Object.defineProperty(o, key, { value, writable: true, enumerable: true, configurable: true });
const callable = (f) => { if (typeof f !== 'function') throw new TypeError(`${plain(f)} is not a function`); };
const tooLong = () => { throw new TypeError('Invalid array length'); };
const create = (length) => {
  if (length > 2 ** 32 - 1) throw new RangeError('Invalid array length');
  return new Array(length);
};

function species(o, length) {
  if (!Array.isArray(o)) return create(length);
  let C = o.constructor;
  if (C !== null && (typeof C === 'object' || typeof C === 'function') && (C = C[Symbol.species]) === null) C = undefined;
  if (C === undefined) return create(length);
  if (!isConstructor(C)) throw new TypeError('object.constructor[Symbol.species] is not a constructor');
  return new C(length);
}

function isConstructor(C) {
  if (typeof C !== 'function') return false;
  try {
    Reflect.construct(Object, [], C);
    return true;
  } catch {
    return false;
  }
}

// Calls back for each element that is there, until one answers.
function visit(that, f, receiver, each, backwards = false) {
  const length = lengthOf(that);
  callable(f);
  for (let i = 0; i < length; i++) {
    const k = backwards ? length - 1 - i : i;
    if (k in that) {
      const value = that[k];
      if (each(Reflect.apply(f, receiver, [value, k, that]), k, value)) return true;
    }
  }
  return false;
}

function fold(that, given, backwards) {
  const length = lengthOf(that);
  const f = given[0];
  callable(f);
  let i = 0, value = given[1], found = given.length > 1;
  const at = () => (backwards ? length - 1 - i : i);
  for (; !found && i < length; i++) {
    if (at() in that) {
      found = true;
      value = that[at()];
    }
  }
  if (!found) throw new TypeError('Reduce of empty array with no initial value');
  for (; i < length; i++) if (at() in that) value = f(value, that[at()], at(), that);
  return value;
}

// The place and the value of what a function says yes to.
function seek(that, f, receiver, backwards) {
  const length = lengthOf(that);
  callable(f);
  for (let i = 0; i < length; i++) {
    const at = backwards ? length - 1 - i : i, value = that[at];
    if (Reflect.apply(f, receiver, [value, at, that])) return { at, value };
  }
  return { at: -1, value: undefined };
}

function flatten(target, source, depth, map, length = lengthOf(source)) {
  for (let i = 0; i < length; i++) {
    if (!(i in source)) continue;
    const value = map ? map(source[i], i, source) : source[i];
    if (depth > 0 && Array.isArray(value)) flatten(target, value, depth - 1);
    else define(target, target.length, value);
  }
  return target;
}

// Moves an element, or the lack of one.
function move(o, source, target) {
  if (source in o) set(o, target, o[source]);
  else remove(o, target);
}

const same = (a, b) => a === b || a !== a && b !== b;

module.exports = {
  at(index) {
    const length = lengthOf(this), n = toInteger(index), k = n < 0 ? length + n : n;
    return k < 0 || k >= length ? undefined : this[k];
  },
  forEach(f) { visit(this, f, arguments[1], () => false); },
  some(f) { return visit(this, f, arguments[1], (answer) => answer); },
  every(f) { return !visit(this, f, arguments[1], (answer) => !answer); },
  map(f) {
    const length = lengthOf(this);
    callable(f);
    const made = species(this, length);
    for (let k = 0; k < length; k++) if (k in this) define(made, k, Reflect.apply(f, arguments[1], [this[k], k, this]));
    return made;
  },
  filter(f) {
    const length = lengthOf(this);
    callable(f);
    const made = species(this, 0);
    let to = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in this)) continue;
      const value = this[k];
      if (Reflect.apply(f, arguments[1], [value, k, this])) define(made, to++, value);
    }
    return made;
  },
  find(f) { return seek(this, f, arguments[1], false).value; },
  findIndex(f) { return seek(this, f, arguments[1], false).at; },
  findLast(f) { return seek(this, f, arguments[1], true).value; },
  findLastIndex(f) { return seek(this, f, arguments[1], true).at; },
  join(separator) {
    const length = lengthOf(this), between = separator === undefined ? ',' : `${separator}`;
    let text = '';
    for (let i = 0; i < length; i++) {
      if (i > 0) text += between;
      const value = this[i];
      if (value !== undefined && value !== null) text += `${value}`;
    }
    return text;
  },
  flat(depth) { return flatten([], this, depth === undefined ? 1 : toInteger(depth)); },
  flatMap(f) {
    const receiver = arguments[1], length = lengthOf(this);
    if (typeof f !== 'function') throw new TypeError('flatMap mapper function is not callable');
    return flatten([], this, 1, (...given) => Reflect.apply(f, receiver, given), length);
  },
  sort(compare) {
    const length = lengthOf(this), found = [];
    for (let i = 0; i < length; i++) if (i in this) found.push(this[i]);
    found.sort(compare);
    for (let i = 0; i < found.length; i++) set(this, i, found[i]);
    for (let i = found.length; i < length; i++) if (i in this) remove(this, i);
    return this;
  },
  reduce() { return fold(this, arguments, false); },
  reduceRight() { return fold(this, arguments, true); },
  slice(start, end) {
    const length = lengthOf(this);
    let k = from(start, length, 0);
    const final = from(end, length, length);
    const made = species(this, Math.max(final - k, 0));
    let n = 0;
    for (; k < final; k++, n++) if (k in this) define(made, n, this[k]);
    made.length = n;
    return made;
  },
  concat() {
    const made = species(this, 0);
    let n = 0;
    for (const item of [this, ...arguments]) {
      const spreads = item !== null && (typeof item === 'object' || typeof item === 'function') && (item[Symbol.isConcatSpreadable] ?? Array.isArray(item));
      if (!spreads) {
        define(made, n++, item);
        continue;
      }
      const length = lengthOf(item);
      if (n + length > most) tooLong();
      for (let k = 0; k < length; k++, n++) if (k in item) define(made, n, item[k]);
    }
    made.length = n;
    return made;
  },
  push() {
    const length = lengthOf(this), count = arguments.length;
    if (length + count > most) {
      throw new TypeError(`Pushing ${count} elements on an array-like of length ${length} is disallowed, as the total surpasses 2**53-1`);
    }
    for (let i = 0; i < count; i++) set(this, length + i, arguments[i]);
    set(this, 'length', length + count);
    return length + count;
  },
  unshift() {
    const length = lengthOf(this), count = arguments.length;
    if (count > 0) {
      if (length + count > most) tooLong();
      for (let k = length; k > 0; k--) move(this, k - 1, k + count - 1);
      for (let i = 0; i < count; i++) set(this, i, arguments[i]);
    }
    set(this, 'length', length + count);
    return length + count;
  },
  splice(start, deleted) {
    const length = lengthOf(this), first = from(start, length, 0);
    const added = Math.max(arguments.length - 2, 0);
    const gone = arguments.length === 0 ? 0 : arguments.length === 1 ? length - first : Math.min(Math.max(toInteger(deleted), 0), length - first);
    if (length + added - gone > most) tooLong();
    const made = species(this, gone);
    for (let k = 0; k < gone; k++) if (first + k in this) define(made, k, this[first + k]);
    made.length = gone;
    if (added < gone) {
      for (let k = first; k < length - gone; k++) move(this, k + gone, k + added);
      for (let k = length; k > length - gone + added; k--) remove(this, k - 1);
    } else if (added > gone) {
      for (let k = length - gone; k > first; k--) move(this, k + gone - 1, k + added - 1);
    }
    for (let i = 0; i < added; i++) set(this, first + i, arguments[i + 2]);
    set(this, 'length', length - gone + added);
    return made;
  },
  shift() {
    const length = lengthOf(this);
    if (length === 0) {
      set(this, 'length', 0);
      return undefined;
    }
    const first = this[0];
    for (let k = 1; k < length; k++) move(this, k, k - 1);
    remove(this, length - 1);
    set(this, 'length', length - 1);
    return first;
  },
  indexOf(value) {
    const length = lengthOf(this);
    if (length > 0) for (let k = from(arguments[1], length, 0); k < length; k++) if (k in this && this[k] === value) return k;
    return -1;
  },
  lastIndexOf(value) {
    const length = lengthOf(this);
    if (length === 0) return -1;
    const n = arguments.length > 1 ? toInteger(arguments[1]) : length - 1;
    for (let k = n < 0 ? length + n : Math.min(n, length - 1); k >= 0; k--) if (k in this && this[k] === value) return k;
    return -1;
  },
  includes(value) {
    const length = lengthOf(this);
    if (length > 0) for (let k = from(arguments[1], length, 0); k < length; k++) if (same(this[k], value)) return true;
    return false;
  },
  fill(value) {
    const length = lengthOf(this), end = [from(arguments[1], length, 0), from(arguments[2], length, length)];
    for (let k = end[0]; k < end[1]; k++) set(this, k, value);
    return this;
  },
  copyWithin(target, start) {
    const length = lengthOf(this);
    let to = from(target, length, 0), source = from(start, length, 0);
    let count = Math.min(from(arguments[2], length, length) - source, length - to);
    const step = source < to && to < source + count ? -1 : 1;
    if (step < 0) {
      source += count - 1;
      to += count - 1;
    }
    for (; count > 0; count--, source += step, to += step) move(this, source, to);
    return this;
  },
  reverse() {
    const length = lengthOf(this);
    for (let low = 0, high = length - 1; low < high; low++, high--) {
      const hasLow = low in this, first = hasLow ? this[low] : undefined;
      const hasHigh = high in this, last = hasHigh ? this[high] : undefined;
      if (hasHigh) set(this, low, last);
      else if (hasLow) remove(this, low);
      if (hasLow) set(this, high, first);
      else if (hasHigh) remove(this, high);
    }
    return this;
  },
  toSorted(compare) {
    if (compare !== undefined && typeof compare !== 'function') throw new TypeError('The comparison function must be either a function or undefined');
    return copied(this).sort(compare);
  },
  toReversed() { return copied(this).reverse(); },
  with(index, value) {
    const length = lengthOf(this), n = toInteger(index), at = n < 0 ? length + n : n;
    if (at < 0 || at >= length) throw new RangeError(`Invalid index : ${index}`);
    const made = create(length);
    for (let k = 0; k < length; k++) made[k] = k === at ? value : this[k];
    return made;
  },
  toSpliced(start, deleted) {
    const length = lengthOf(this), first = from(start, length, 0);
    const added = Math.max(arguments.length - 2, 0);
    const gone = arguments.length === 0 ? 0 : arguments.length === 1 ? length - first : Math.min(Math.max(toInteger(deleted), 0), length - first);
    if (length + added - gone > most) tooLong();
    const made = create(length + added - gone);
    for (let k = 0; k < first; k++) made[k] = this[k];
    for (let i = 0; i < added; i++) made[first + i] = arguments[i + 2];
    for (let k = first + gone; k < length; k++) made[k + added - gone] = this[k];
    return made;
  },
};

function copied(o) {
  const length = lengthOf(o), made = create(length);
  for (let k = 0; k < length; k++) made[k] = o[k];
  return made;
}
