'use strict';

// What Node 20's language has and the engine's has not, as far as a library
// can supply it.

const language = binding('language');

const { lazily } = binding('lazy');
const text = (kind) => (name) => require('internal/polyfill/text')[kind][name];

lazily('String.prototype', 'hidden', text('string'), 'localeCompare', 'isWellFormed', 'toWellFormed',
  'toLocaleUpperCase', 'toLocaleLowerCase', 'anchor', 'big', 'blink', 'bold', 'fixed', 'fontcolor', 'fontsize', 'italics', 'link', 'small', 'strike',
  'sub', 'sup');
lazily('Number.prototype', 'hidden', text('number'), 'toLocaleString');
lazily('BigInt.prototype', 'hidden', text('bigint'), 'toLocaleString');
lazily('Date.prototype', 'hidden', text('date'), 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString',
  'getYear', 'setYear', 'toGMTString');
lazily('Array.prototype', 'hidden', text('array'), 'toLocaleString');
lazily('Object.prototype', 'hidden', (name) => require('internal/polyfill/accessors')[name],
  '__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__');
lazily(globalThis, 'hidden', (name) => require('internal/polyfill/weak')[name], 'WeakRef', 'FinalizationRegistry');

language.helper('arrays', (name) => require('internal/polyfill/arrays')[name]);

// (23.1.3.41)
Object.defineProperty(Array.prototype, Symbol.unscopables, {
  value: {
    __proto__: null, at: true, copyWithin: true, entries: true, fill: true, find: true, findIndex: true, findLast: true, findLastIndex: true,
    flat: true, flatMap: true, includes: true, keys: true, values: true, toReversed: true, toSorted: true, toSpliced: true,
  },
  writable: false,
  enumerable: false,
  configurable: true,
});

function replace(target, methods) {
  for (const name of Object.keys(methods)) {
    Object.defineProperty(target, name, { value: methods[name], writable: true, enumerable: false, configurable: true });
  }
}

// Symbols that Node adds to the language's.
for (const name of ['dispose', 'asyncDispose']) {
  if (!Symbol[name]) {
    Object.defineProperty(Symbol, name, { value: Symbol(`nodejs.${name}`), writable: false, enumerable: false, configurable: false });
  }
}

// Code that comes into being at run time is counted as any other.

const EngineFunction = Function;
const kinds = {
  Function: ['function', EngineFunction],
  GeneratorFunction: ['function*', Object.getPrototypeOf(function* () {}).constructor],
  AsyncFunction: ['async function', Object.getPrototypeOf(async () => {}).constructor],
};

for (const name of Object.keys(kinds)) {
  const [keyword, Engine] = kinds[name];
  const Made = {
    [name]: function(...args) {
      const texts = args.map((text) => `${text}`);
      const body = texts.pop() ?? '';
      const parameters = texts.join(',');
      const f = language.makeFunction(keyword, parameters, body);
      if (new.target !== undefined && new.target !== Made) Object.setPrototypeOf(f, new.target.prototype);
      return f;
    },
  }[name];
  Object.defineProperty(Made, 'prototype', { value: Engine.prototype, writable: false });
  Object.defineProperty(Made, 'length', { value: 1, configurable: true });
  Object.defineProperty(Engine.prototype, 'constructor', { value: Made, writable: name === 'Function', configurable: true });
  if (name === 'Function') Object.defineProperty(globalThis, name, { value: Made, writable: true, configurable: true });
  else Object.setPrototypeOf(Made, globalThis.Function);
}


// The loops of code for a direct eval call this; being of the library, it is
// counted.
language.helper('eval', language.evalSource);
Object.defineProperty(globalThis, '$timesliceTurn', { value() {}, writable: false, enumerable: false, configurable: false });
Object.defineProperty(globalThis, '$timesliceImport', {
  value(...given) { return language.import(...given); }, writable: false, enumerable: false, configurable: false,
});

// Whose prototypes objects are that inherit no constructor.
language.makers = new WeakMap();
language.helper('nameless', (maker, prototype) => {
  if (typeof maker === 'function') language.makers.set(prototype, maker);
  return prototype;
});

// An indirect eval runs its code as a script of its own. The engine's eval
// stays where it is called directly: no other function could see the variables
// around the call.
language.helper('indirectEval', {
  eval(code) { return typeof code === 'string' ? language.evaluate(code) : code; },
}.eval);

// The engine's %TypedArray%.from takes objects only. (ECMA-262, 23.2.2.1)
const TypedArray = Object.getPrototypeOf(Uint8Array);
const arrayFrom = TypedArray.from;
const conversions = {
  from(source, mapper, self) {
    if (source === null || source === undefined) {
      throw new TypeError(`${source === null ? 'object null' : source} is not iterable (cannot read property Symbol(Symbol.iterator))`);
    }
    if (mapper !== undefined && typeof mapper !== 'function') throw new TypeError(`${String(mapper)} is not a function`);
    return Reflect.apply(arrayFrom, this, [Object(source), mapper, self]);
  },
};
Object.defineProperty(conversions.from, 'length', { value: 1, configurable: true });
replace(TypedArray, conversions);

Object.defineProperty(globalThis, 'Intl', {
  get() {
    const { Intl } = require('internal/intl');
    Object.defineProperty(globalThis, 'Intl', { value: Intl, writable: true, enumerable: false, configurable: true });
    return Intl;
  },
  set(value) { Object.defineProperty(globalThis, 'Intl', { value, writable: true, enumerable: false, configurable: true }); },
  enumerable: false,
  configurable: true,
});

