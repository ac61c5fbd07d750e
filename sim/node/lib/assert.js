'use strict';

// assert: what must hold, or an AssertionError.

const { inspect } = require('internal/inspect');
const { codes } = require('internal/errors');
const { isDeepEqual, isDeepStrictEqual } = require('internal/comparisons');
const { validateFunction } = require('internal/validators');
const AssertionError = require('internal/assertion_error');

const native = binding('errors');
const {
  ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS,
} = codes;

function throwError(options) {
  if (options.message instanceof Error) throw options.message;
  throw new AssertionError(options);
}

/** The source of the call that led here, if it is in a file: its lines as far to the left as
    the first one. (getErrMessage) */
function textOfCall() {
  const [file, column, text] = native.callText();
  if (text === '' || !binding('modules').isFile(file)) return undefined;
  const [first, ...others] = text.split('\n');
  const blank = new RegExp(`^[ \\t]{0,${column}}`);
  return [first, ...others.map((line) => `  ${line.replace(blank, '')}`)].join('\n');
}

function checkOk(above, count, value, message) {
  if (value) return;
  let generated = false;
  if (count === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    const text = textOfCall();
    if (text !== undefined) {
      generated = true;
      message = `The expression evaluated to a falsy value:\n\n  ${text}\n`;
    }
  } else if (message instanceof Error) {
    throw message;
  }
  const error = new AssertionError({ actual: value, expected: true, message, operator: '==', stackStartFn: above });
  error.generatedMessage = message === undefined || message === null || generated;
  throw error;
}

function assert(...args) { checkOk(assert, args.length, ...args); }
Object.defineProperty(assert, 'name', { value: 'ok' });

function needTwo(args) { if (args.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected'); }

// A comparison of two values, by its name and rule.
function comparison(name, operator, holds) {
  const f = {
    [name](actual, expected, message) {
      needTwo(arguments);
      if (!holds(actual, expected)) throwError({ actual, expected, message, operator, stackStartFn: f });
    },
  }[name];
  return f;
}

/* eslint-disable eqeqeq */
const comparisons = {
  equal: comparison('equal', '==', (a, b) => a == b || (a !== a && b !== b)),
  notEqual: comparison('notEqual', '!=', (a, b) => a != b && !(a !== a && b !== b)),
  deepEqual: comparison('deepEqual', 'deepEqual', isDeepEqual),
  notDeepEqual: comparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b)),
  deepStrictEqual: comparison('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual),
  notDeepStrictEqual: comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b)),
  strictEqual: comparison('strictEqual', 'strictEqual', Object.is),
  notStrictEqual: comparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b)),
};
/* eslint-enable eqeqeq */

let warnedOfFail = false;

// fail(actual, expected, message, operator) is the old form.
function fail(actual, expected, message, operator, above) {
  const count = arguments.length;
  if (count <= 1) {
    message = actual === undefined || actual === null ? 'Failed' : actual;
    actual = undefined;
  } else {
    if (!warnedOfFail) {
      warnedOfFail = true;
      process.emitWarning('assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or ' +
        'only pass a message.', 'DeprecationWarning', 'DEP0094');
    }
    if (count === 2) operator = '!=';
  }
  const generated = count === 0 || (count === 1 && message === 'Failed');
  if (message instanceof Error) throw message;
  const options = { actual, expected, operator: operator === undefined ? 'fail' : operator, stackStartFn: above || fail, message };
  const error = new AssertionError(options);
  if (generated) error.generatedMessage = true;
  throw error;
}

// ---- Errors that are expected

// The properties of an error that are compared, shown as "Comparison {...}".
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const matched = actual !== undefined && typeof actual[key] === 'string' && object[key] instanceof RegExp && object[key].test(actual[key]);
      this[key] = matched ? actual[key] : object[key];
    }
  }
}

function compareProperties(actual, expected, message, fn) {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  for (const key of keys) {
    const matched = typeof actual[key] === 'string' && expected[key] instanceof RegExp && expected[key].test(actual[key]);
    if (matched || (key in actual && isDeepStrictEqual(actual[key], expected[key]))) continue;
    if (message === undefined || message === null) {
      const a = new Comparison(actual, keys);
      const b = new Comparison(expected, keys, actual);
      const error = new AssertionError({ actual: a, expected: b, operator: 'deepStrictEqual', stackStartFn: fn });
      error.actual = actual;
      error.expected = expected;
      error.operator = fn.name;
      throw error;
    }
    throwError({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  }
}

function checkExpected(actual, expected, message, fn) {
  let generated = false;
  let fails = false;
  if (typeof expected !== 'function') {
    if (expected instanceof RegExp) {
      const text = String(actual);
      if (expected.test(text)) return;
      if (!message) {
        generated = true;
        message = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
      }
      fails = true;
    } else if (typeof actual !== 'object' || actual === null) {
      const error = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn });
      error.operator = fn.name;
      throw error;
    } else {
      compareProperties(actual, expected, message, fn);
      return;
    }
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    if (!message) {
      generated = true;
      message = `The error is expected to be an instance of "${expected.name}". Received `;
      if (actual instanceof Error) message += `"${actual.name}"`;
      else message += `"${inspect(actual, { depth: -1 })}"`;
      if (actual instanceof Error) message += `\n\nError message:\n\n${actual.message}`;
    }
    fails = true;
  } else {
    const result = Reflect.apply(expected, {}, [actual]);
    if (result !== true) {
      if (!message) {
        generated = true;
        const name = expected.name ? `"${expected.name}" ` : '';
        message = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
        if (actual instanceof Error) message += `\n\nCaught error:\n\n${actual}`;
      }
      fails = true;
    }
  }
  if (fails) {
    const error = new AssertionError({ actual, expected, message, operator: fn.name, stackStartFn: fn });
    error.generatedMessage = generated;
    throw error;
  }
}

const none = Symbol('no exception');

function tryCall(fn) {
  validateFunction(fn, 'fn');
  // As Node words it.
  try {
    fn();
  } catch (error) {
    return error;
  }
  return none;
}

async function tryPromise(promiseOrFn) {
  let promise;
  if (typeof promiseOrFn === 'function') {
    promise = promiseOrFn();
    if (!isPromise(promise)) throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (isPromise(promiseOrFn)) {
    promise = promiseOrFn;
  } else {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseOrFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return none;
}

function isPromise(value) {
  return value instanceof Promise || (value !== null && typeof value === 'object' &&
    typeof value.then === 'function' && typeof value.catch === 'function');
}

function expectError(fn, actual, expected, message) {
  if (typeof expected === 'string') {
    if (message !== undefined) throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
    if (typeof actual === 'object' && actual !== null) {
      if (actual.message === expected) {
        throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error message "${actual.message}" is identical to the message.`);
      }
    } else if (actual === expected) {
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
    }
    message = expected;
    expected = undefined;
  } else if (expected != null && typeof expected !== 'object' && typeof expected !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
  }
  if (actual === none) {
    let details = expected && expected.name ? ` (${expected.name})` : '';
    details += message ? `: ${message}` : '.';
    throwError({
      actual: undefined, expected, operator: fn.name, stackStartFn: fn,
      message: `Missing expected ${fn === rejects ? 'rejection' : 'exception'}${details}`,
    });
  }
  if (expected) checkExpected(actual, expected, message, fn);
}

function hasMatched(actual, expected) {
  if (typeof expected !== 'function') {
    if (expected instanceof RegExp) return expected.test(String(actual));
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function expectNone(fn, actual, expected, message) {
  if (actual === none) return;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  if (!expected || hasMatched(actual, expected)) {
    throwError({
      actual, expected, operator: fn.name, stackStartFn: fn,
      message: `Got unwanted ${fn === doesNotReject ? 'rejection' : 'exception'}${message ? `: ${message}` : '.'}\n` +
        `Actual message: "${actual && actual.message}"`,
    });
  }
  throw actual;
}

function throws(fn, ...args) { expectError(throws, tryCall(fn), ...args); }
async function rejects(promise, ...args) { expectError(rejects, await tryPromise(promise), ...args); }
function doesNotThrow(fn, ...args) { expectNone(doesNotThrow, tryCall(fn), ...args); }
async function doesNotReject(promise, ...args) { expectNone(doesNotReject, await tryPromise(promise), ...args); }

function ifError(value) {
  if (value === null || value === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof value === 'object' && typeof value.message === 'string') {
    message += value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
  } else {
    message += inspect(value);
  }
  const error = new AssertionError({ actual: value, expected: null, operator: 'ifError', message, stackStartFn: ifError });
  error.generatedMessage = false;
  throw error;
}

function checkMatch(text, regexp, message, fn) {
  if (!(regexp instanceof RegExp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const wanted = fn === match;
  if (typeof text === 'string' && regexp.test(text) === wanted) return;
  if (message instanceof Error) throw message;
  const generated = !message;
  message ||= typeof text !== 'string' ?
    `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})` :
    `${wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression '}` +
    `${inspect(regexp)}. Input:\n\n${inspect(text)}\n`;
  const error = new AssertionError({ actual: text, expected: regexp, message, operator: fn.name, stackStartFn: fn });
  error.generatedMessage = generated;
  throw error;
}

function match(text, regexp, message) { checkMatch(text, regexp, message, match); }
function doesNotMatch(text, regexp, message) { checkMatch(text, regexp, message, doesNotMatch); }

Object.assign(assert, {
  fail, AssertionError, ok: assert, ...comparisons, throws, rejects, doesNotThrow, doesNotReject, ifError, match, doesNotMatch,
});

assert.CallTracker = require('util').deprecate(require('internal/call_tracker'), 'assert.CallTracker is deprecated.', 'DEP0173');

function strict(...args) { checkOk(strict, args.length, ...args); }
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;


module.exports = assert;
