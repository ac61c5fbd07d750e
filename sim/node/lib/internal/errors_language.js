'use strict';

// What V8 adds to the language's errors: stacks in its form from the start,
// Error.captureStackTrace, Error.stackTraceLimit; and its words for what
// JSON.parse and JSON.stringify refuse.

const native = binding('errors');

function define(object, key, value, enumerable = false) {
  Object.defineProperty(object, key, { value, writable: true, enumerable, configurable: true });
}

/** Gives an object the present stack, from the caller of the function `above` on. */
define(Error, 'captureStackTrace', {
  captureStackTrace(object, above) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
      throw new TypeError('invalid_argument');
    }
    native.capture(object, typeof above === 'function' ? above : Error.captureStackTrace);
  },
}.captureStackTrace);

// ---- Error.prepareStackTrace

const sites = new WeakMap();
const of = (site) => sites.get(site);

class CallSite {
  getThis() { return of(this).sloppyThis; }
  getTypeName() { return of(this).typeName || null; }
  getFunction() { return of(this).sloppyFunction; }
  getFunctionName() { return of(this).functionName || null; }
  getMethodName() { return of(this).methodName || null; }
  getFileName() { return of(this).file || undefined; }
  getLineNumber() { return of(this).line || null; }
  getColumnNumber() { return of(this).column || null; }
  getEvalOrigin() { return of(this).evalOrigin || undefined; }
  isToplevel() { return of(this).toplevel; }
  isEval() { return of(this).evalOrigin !== ''; }
  isNative() { return false; }
  isConstructor() { return of(this).constructor; }
  isAsync() { return of(this).async; }
  isPromiseAll() { return /Promise\.all \(/.test(of(this).text); }
  getPromiseIndex() { return null; }
  getScriptNameOrSourceURL() { return of(this).file || null; }
  getScriptHash() { return ''; }
  getEnclosingLineNumber() { return of(this).line || null; }
  getEnclosingColumnNumber() { return of(this).column || null; }
  getPosition() { return 0; }
  toString() { return of(this).text; }
}

// Below a function in strict mode no site tells its function. (GetStackFrames)
native.formatter((error, list) => {
  let strict = false;
  return Error.prepareStackTrace(error, list.map((site) => {
    const made = Object.create(CallSite.prototype), known = native.site(site);
    strict = strict || (!known.sloppy && known.file !== ''); // not below builtins
    if (strict) known.sloppyThis = known.sloppyFunction = undefined;
    sites.set(made, known);
    return made;
  }));
});

// ---- JSON

const { parse, stringify } = JSON;

define(JSON, 'parse', {
  parse(text, reviver) {
    try {
      return reviver === undefined ? parse(text) : parse(text, reviver);
    } catch (error) {
      if (!(error instanceof SyntaxError) || typeof text === 'symbol') throw error;
      const failure = explain(String(text));
      if (failure === undefined) throw error;
      const explained = new SyntaxError(failure.words);
      native.quote(explained, String(text), failure.at);
      throw explained;
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
  const fail = (words) => ({ words, at });
  const token = () => {
    if (at >= end) return fail('Unexpected end of JSON input');
    const shown = end <= 20 ? `"${text}"` :
      `${at < 10 ? '' : '...'}"${text.slice(Math.max(0, at - 10), at < end - 10 || at < 10 ? at + 10 : end)}"${at < end - 10 || at < 10 ? '...' : ''}`;
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
  const scalar = () => {
    switch (text[at]) {
      case '"': return string();
      case 't': return word('true');
      case 'f': return word('false');
      case 'n': return word('null');
    }
    if (text[at] === '-' || /[0-9]/.test(text[at])) return number();
    return token();
  };
  const name = (expected) => {
    space();
    if (text[at] !== '"') return place(expected);
    const failure = string();
    if (failure) return failure;
    space();
    if (text[at] !== ':') return place("Expected ':' after property name");
    at++;
    return undefined;
  };
  // What begins here: true if it is an object or array with something in it.
  const begins = (open) => {
    space();
    if (at >= end) return token();
    if (text[at] !== '{' && text[at] !== '[') return scalar();
    const close = text[at] === '{' ? '}' : ']';
    at++;
    space();
    if (text[at] === close) {
      at++;
      return undefined;
    }
    open.push(close);
    return close === '}' ? name("Expected property name or '}'") || true : true;
  };
  // What follows a value: true if another value does.
  const follows = (open) => {
    while (open.length > 0) {
      space();
      const close = open[open.length - 1];
      if (text[at] === ',') {
        at++;
        return close === '}' ? name('Expected double-quoted property name') || true : true;
      }
      if (text[at] !== close) return place(close === '}' ? "Expected ',' or '}' after property value" : "Expected ',' or ']' after array element");
      at++;
      open.pop();
    }
    return undefined;
  };
  // A value may have any number of others around it, so it does not call itself.
  const value = () => {
    const open = [];
    for (;;) {
      let failure = begins(open);
      if (failure === undefined) failure = follows(open);
      if (failure !== true) return failure;
    }
  };
  if (['undefined', 'NaN', 'Infinity', '[object Object]'].includes(text)) return fail(`"${text}" is not valid JSON`);
  const failure = value();
  if (failure) return failure;
  space();
  if (at < end) return fail(`Unexpected non-whitespace character after JSON at position ${at}`);
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
      // The first two, and the last one. (JsonStringifier::ConstructCircularStructureErrorMessage)
      steps.forEach((one, i) => {
        if (i === 2 && steps.length > 3) lines.push('    |     ...');
        if (i < 2 || i === steps.length - 1) lines.push(`    |     ${step(one.key, i === 0 ? value : steps[i - 1].value)} -> ${name(one.value)}`);
      });
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
