'use strict';

// What Node 20's language has and the engine's has not, as far as a library
// can supply it.

const language = binding('language');

function method(target, name, f) {
  if (name in target) return;
  Object.defineProperty(target, name, { value: f, writable: true, enumerable: false, configurable: true });
}

// Symbols that Node adds to the language's.
for (const name of ['dispose', 'asyncDispose']) {
  if (!Symbol[name]) {
    Object.defineProperty(Symbol, name, { value: Symbol(`nodejs.${name}`), writable: false, enumerable: false, configurable: false });
  }
}

// Well-formed strings.
function isWellFormed(text) {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    i++;
  }
  return true;
}
const strings = {
  isWellFormed() {
    if (this === null || this === undefined) throw new TypeError('String.prototype.isWellFormed called on null or undefined');
    return isWellFormed(String(this));
  },
  toWellFormed() {
    if (this === null || this === undefined) throw new TypeError('String.prototype.toWellFormed called on null or undefined');
    const text = String(this);
    if (isWellFormed(text)) return text;
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const next = text.charCodeAt(i + 1);
      if (unit < 0xd800 || unit > 0xdfff) out += text[i];
      else if (unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) out += text[i] + text[++i];
      else out += '\ufffd';
    }
    return out;
  },
};
for (const name of Object.keys(strings)) method(String.prototype, name, strings[name]);

// A weak reference keeps what it refers to for as long as the process lives:
// when V8 collects is nobody's business, and never is an allowed time.
if (typeof globalThis.WeakRef === 'undefined') {
  const targets = new WeakMap();
  const canBeHeld = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol';
  class WeakRef {
    #target;
    constructor(target) {
      if (!canBeHeld(target)) throw new TypeError('WeakRef: target must be an object');
      this.#target = target;
    }

    deref() { return this.#target; }
  }
  Object.defineProperty(WeakRef.prototype, Symbol.toStringTag, { value: 'WeakRef', configurable: true });

  class FinalizationRegistry {
    #tokens = new WeakMap();
    constructor(cleanupCallback) {
      if (typeof cleanupCallback !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
    }

    register(target, heldValue, token) {
      if (!canBeHeld(target)) throw new TypeError('FinalizationRegistry.prototype.register: invalid target');
      if (target === heldValue) throw new TypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
      if (token !== undefined) {
        if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
        this.#tokens.set(token, true);
      }
    }

    unregister(token) {
      if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
      return this.#tokens.delete(token);
    }
  }
  Object.defineProperty(FinalizationRegistry.prototype, Symbol.toStringTag, { value: 'FinalizationRegistry', configurable: true });
  method(globalThis, 'WeakRef', WeakRef);
  method(globalThis, 'FinalizationRegistry', FinalizationRegistry);
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
      const body = args.length > 0 ? `${args.pop()}` : '';
      const parameters = args.join(',');
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

// An indirect eval runs its code as a script of its own. The engine's eval
// stays where it is called directly: no other function could see the variables
// around the call.
language.helper('indirectEval', {
  eval(code) { return typeof code === 'string' ? language.evaluate(code, 'evalmachine.<anonymous>') : code; },
}.eval);

// Text for people. Intl is loaded when somebody first needs it.

const intl = () => require('internal/intl');

function replace(target, methods) {
  for (const name of Object.keys(methods)) {
    Object.defineProperty(target, name, { value: methods[name], writable: true, enumerable: false, configurable: true });
  }
}

const numbers = {
  toLocaleString(locales, options) { return new (intl().NumberFormat)(locales, options).format(this.valueOf()); },
};
replace(Number.prototype, numbers);
replace(BigInt.prototype, numbers);

function dateText(date, locales, options, needs) {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  return new (intl().DateTimeFormat)(locales, options, needs).format(date);
}
replace(Date.prototype, {
  toLocaleString(locales, options) { return dateText(this, locales, options, 'all'); },
  toLocaleDateString(locales, options) { return dateText(this, locales, options, 'date-only'); },
  toLocaleTimeString(locales, options) { return dateText(this, locales, options, 'time'); },
});
replace(String.prototype, {
  localeCompare(that, locales, options) { return new (intl().Collator)(locales, options).compare(String(this), String(that)); },
});
replace(Array.prototype, {
  toLocaleString(locales, options) {
    return Array.from(this, (one) => (one === null || one === undefined ? '' : one.toLocaleString(locales, options))).join(',');
  },
});

Object.defineProperty(globalThis, 'Intl', {
  get() {
    const { Intl } = intl();
    Object.defineProperty(globalThis, 'Intl', { value: Intl, writable: true, enumerable: false, configurable: true });
    return Intl;
  },
  set(value) { Object.defineProperty(globalThis, 'Intl', { value, writable: true, enumerable: false, configurable: true }); },
  enumerable: false,
  configurable: true,
});
