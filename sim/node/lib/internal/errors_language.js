'use strict';

// What V8 adds to the language's errors: stacks in its form from the start,
// Error.captureStackTrace, Error.stackTraceLimit; and its words for what
// JSON.parse and JSON.stringify refuse.

const native = binding('errors');

const original = { Error };

function limitOf() {
  const limit = original.Error.stackTraceLimit;
  return typeof limit === 'number' ? Math.max(0, Math.trunc(limit)) : -1;
}

function define(object, key, value, enumerable = false) {
  Object.defineProperty(object, key, { value, writable: true, enumerable, configurable: true });
}

define(Error, 'stackTraceLimit', 10, true);

/** Gives an object the present stack, from the caller of the function `above` on. */
define(Error, 'captureStackTrace', function captureStackTrace(object, above) {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
    throw new TypeError(`Invalid argument`);
  }
  const limit = limitOf();
  if (limit < 0) return;
  native.setStack(object, native.stack(limit, typeof above === 'function' && above.name ? above.name : 'captureStackTrace'));
});

// ---- JSON

const { parse, stringify } = JSON;

define(JSON, 'parse', {
  parse(text, reviver) {
    try {
      return arguments.length < 2 ? parse(text) : parse(text, reviver);
    } catch (error) {
      if (!(error instanceof SyntaxError) || typeof text === 'symbol') throw error;
      const words = explain(String(text));
      if (words === undefined) throw error;
      throw new SyntaxError(words);
    }
  },
}.parse);

// Where and why a text is no JSON, in V8's words; undefined if it is.
function explain(text) {
  let at = 0;
  const end = text.length;
  const space = () => {
    while (at < end && (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t')) at++;
  };
  const fail = (words) => ({ words });
  const token = () => {
    if (at >= end) return fail('Unexpected end of JSON input');
    const shown = end <= 40 ? `"${text}"` :
      `${at > 10 ? '...' : ''}"${text.slice(Math.max(0, at - 10), Math.min(end, at + 10))}"${at + 10 < end ? '...' : ''}`;
    return fail(`Unexpected token '${text[at]}', ${shown} is not valid JSON`);
  };
  const place = (words) => (at >= end ? fail(words === '' ? 'Unexpected end of JSON input' : `${words} in JSON at position ${at}`) :
    fail(`${words} in JSON at position ${at}`));
  const string = () => {
    at++;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        at++;
        return undefined;
      }
      if (code < 32) return place('Bad control character in string literal');
      if (code === 92) {
        at++;
        if (at >= end) return place('Unterminated string');
        if (text[at] === 'u') {
          for (let i = 1; i <= 4; i++) {
            if (!/[0-9a-fA-F]/.test(text[at + i] || '')) {
              at += i;
              return place('Bad Unicode escape');
            }
          }
          at += 4;
        } else if (!'"\\/bfnrt'.includes(text[at])) {
          return place('Bad escaped character');
        }
      }
    }
    return place('Unterminated string');
  };
  const number = () => {
    if (text[at] === '-') {
      at++;
      if (!/[0-9]/.test(text[at] || '')) return place('No number after minus sign');
    }
    if (text[at] === '0') {
      at++;
      if (/[0-9]/.test(text[at] || '')) return place('Unexpected number');
    } else {
      while (/[0-9]/.test(text[at] || '')) at++;
    }
    if (text[at] === '.') {
      at++;
      if (!/[0-9]/.test(text[at] || '')) return place('Unterminated fractional number');
      while (/[0-9]/.test(text[at] || '')) at++;
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at++;
      if (text[at] === '+' || text[at] === '-') at++;
      if (!/[0-9]/.test(text[at] || '')) return place('Exponent part is missing a number');
      while (/[0-9]/.test(text[at] || '')) at++;
    }
    return undefined;
  };
  const word = (literal) => {
    for (const letter of literal) {
      if (text[at] !== letter) return token();
      at++;
    }
    return undefined;
  };
  const value = () => {
    space();
    if (at >= end) return token();
    switch (text[at]) {
      case '{': return object();
      case '[': return array();
      case '"': return string();
      case 't': return word('true');
      case 'f': return word('false');
      case 'n': return word('null');
    }
    if (text[at] === '-' || /[0-9]/.test(text[at])) return number();
    return token();
  };
  const object = () => {
    at++;
    space();
    if (text[at] === '}') {
      at++;
      return undefined;
    }
    for (let first = true; ; first = false) {
      space();
      if (text[at] !== '"') return place(first ? "Expected property name or '}'" : 'Expected double-quoted property name');
      const key = string();
      if (key) return key;
      space();
      if (text[at] !== ':') return place("Expected ':' after property name");
      at++;
      const member = value();
      if (member) return member;
      space();
      if (text[at] === ',') {
        at++;
        continue;
      }
      if (text[at] !== '}') return place("Expected ',' or '}' after property value");
      at++;
      return undefined;
    }
  };
  const array = () => {
    at++;
    space();
    if (text[at] === ']') {
      at++;
      return undefined;
    }
    for (;;) {
      const element = value();
      if (element) return element;
      space();
      if (text[at] === ',') {
        at++;
        continue;
      }
      if (text[at] !== ']') return place("Expected ',' or ']' after array element");
      at++;
      return undefined;
    }
  };
  if (text === 'undefined' || text === '[object Object]') return `"${text}" is not valid JSON`;
  const failure = value();
  if (failure) return failure.words;
  space();
  if (at < end) return `Unexpected non-whitespace character after JSON at position ${at}`;
  return undefined;
}

define(JSON, 'stringify', {
  stringify(value, replacer, space) {
    try {
      return stringify(value, replacer, space);
    } catch (error) {
      if (!(error instanceof TypeError) || !/^Converting circular/.test(error.message)) throw error;
      throw new TypeError(circle(value) || error.message);
    }
  },
}.stringify);

// How an object leads back to itself, as V8 tells it.
function circle(root) {
  const path = [];
  const name = (object) => `object with constructor '${(object.constructor && object.constructor.name) || 'Object'}'`;
  const step = (key, parent) => (Array.isArray(parent) ? `index ${key}` : `property '${key}'`);
  const walk = (value) => {
    if (value === null || typeof value !== 'object') return undefined;
    const start = path.findIndex((entry) => entry.value === value);
    if (start >= 0) {
      const steps = path.slice(start + 1);
      const last = path.last;
      const lines = [`Converting circular structure to JSON\n    --> starting at ${name(value)}`];
      if (steps.length > 0) lines.push(`    |     ${step(steps[0].key, value)} -> ${name(steps[0].value)}`);
      if (steps.length > 2) lines.push('    |     ...');
      if (steps.length > 1) {
        const end = steps.length - 1;
        lines.push(`    |     ${step(steps[end].key, steps[end - 1].value)} -> ${name(steps[end].value)}`);
      }
      lines.push(`    --- ${step(last, path[path.length - 1].value)} closes the circle`);
      return lines.join('\n');
    }
    if (typeof value.toJSON === 'function') return undefined;
    path.push({ value, key: path.last });
    for (const key of Object.keys(value)) {
      path.last = key;
      const found = walk(value[key]);
      if (found) return found;
    }
    path.pop();
    return undefined;
  };
  return walk(root);
}

// ---- Constructors and promises

// The engine writes a stack when it is first asked for it, V8 when the error is
// made; so its first line does not change with the error's name.
function wrap(Base, Parent) {
  const name = Base.name;
  const length = Base.length;
  const Wrapped = {
    [name]: function (...args) {
      const error = Reflect.construct(Base, args, new.target || Wrapped);
      native.fresh(error, limitOf());
      return error;
    },
  }[name];
  Object.defineProperty(Wrapped, 'name', { value: name, configurable: true });
  Object.defineProperty(Wrapped, 'length', { value: length, configurable: true });
  Object.defineProperty(Wrapped, 'prototype', { value: Base.prototype, writable: false, enumerable: false, configurable: false });
  Object.setPrototypeOf(Wrapped, Parent || Function.prototype);
  define(Base.prototype, 'constructor', Wrapped);
  define(globalThis, name, Wrapped);
  return Wrapped;
}

const WrappedError = wrap(Error);
for (const Base of [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError]) wrap(Base, WrappedError);
for (const key of ['captureStackTrace', 'stackTraceLimit']) {
  Object.defineProperty(WrappedError, key, Object.getOwnPropertyDescriptor(original.Error, key));
}
original.Error = WrappedError;

// An error that rejects an async function went through no catch clause.
const { then } = Promise.prototype;
define(Promise.prototype, 'then', {
  then(fulfilled, rejected) {
    return Reflect.apply(then, this, [fulfilled, typeof rejected === 'function' ?
      (reason) => rejected(native.caught(reason)) : rejected]);
  },
}.then);
