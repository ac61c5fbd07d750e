'use strict';

// Node's own errors: a class for each code, made by E(code, message, Base).
// An error of such a class has the name and prototype of its Base, carries its
// code, and shows it in the first line of its stack: "TypeError [CODE]: ...".

// The classes by their codes, each made when somebody first asks for it: there
// are many, and a process needs few. So modules that every process loads ask
// where they throw: new codes.ERR_X().
const codes = new Proxy(Object.create(null), {
  get(made, code) {
    if (made[code] === undefined) {
      const definition = require('internal/error_messages').definition(code);
      if (definition !== undefined) made[code] = makeClasses(code, ...definition);
    }
    return made[code];
  },
});

let lazyInspect;
function inspect(value, options) {
  lazyInspect ||= require('internal/inspect').inspect;
  return lazyInspect(value, options);
}

// Puts text in place of the first line, or lines, of a stack.
function setStackHeader(error, text) {
  const stack = error.stack;
  const frames = typeof stack === 'string' ? stack.indexOf('\n    at ') : -1;
  Object.defineProperty(error, 'stack', {
    value: frames < 0 ? text : text + stack.slice(frames), writable: true, enumerable: false, configurable: true,
  });
}

// %s, %d and %j in a message, by the arguments in order.
function fill(template, args) {
  return args.length === 0 ? template : require('internal/inspect').format(template, ...args.slice(0, template.split(/%[sdj]/).length - 1));
}

function makeClass(code, message, Base) {
  function NodeError(...args) {
    const error = new Base();
    const text = typeof message === 'function' ? Reflect.apply(message, error, args) : fill(message, args);
    Object.defineProperties(error, {
      message: { value: text, writable: true, enumerable: false, configurable: true },
      toString: {
        value() { return `${this.name} [${code}]: ${this.message}`; },
        writable: true, enumerable: false, configurable: true,
      },
    });
    error.code = code;
    if (Error.captureStackTrace && Error.stackTraceLimit > 0) Error.captureStackTrace(error, NodeError);
    setStackHeader(error, `${error.name} [${code}]: ${text}`);
    return error;
  }
  return NodeError;
}

/** Others than the first base are properties of the class: codes.X.RangeError. */
function makeClasses(code, message, Base = Error, ...otherBases) {
  const main = makeClass(code, message, Base);
  for (const other of otherBases) main[other.name] = makeClass(code, message, other);
  return main;
}

// "a", "a and b", "a, b, and c".
function formatList(list, word = 'and') {
  if (list.length === 1) return list[0];
  if (list.length === 2) return `${list[0]} ${word} ${list[1]}`;
  return `${list.slice(0, -1).join(', ')}, ${word} ${list[list.length - 1]}`;
}

// What was received instead, as Node words it.
function determineSpecificType(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    if (value.constructor && value.constructor.name) return `an instance of ${value.constructor.name}`;
    return inspect(value, { depth: -1 });
  }
  let shown = inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return `type ${typeof value} (${shown})`;
}

// 1234567 as 1_234_567.
function addNumericalSeparator(digits) {
  const first = digits[0] === '-' ? 1 : 0;
  let out = '';
  let end = digits.length;
  for (; end >= first + 4; end -= 3) out = `_${digits.slice(end - 3, end)}${out}`;
  return digits.slice(0, end) + out;
}

/** AbortError is what an operation stopped by an AbortSignal fails with. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
    setStackHeader(this, `AbortError: ${this.message}`);
  }
}

const numbers = () => require('internal/error_numbers');

/** The number of a system error by its name, as in errno. */
function errnoOf(code) { return numbers()[code]?.[0]; }

/**
 * What a call to the system failed with, as fs and child_process tell it:
 * "ENOENT: no such file or directory, open 'x'".
 */
function uvException({ code, syscall, path, dest, message }) {
  const [errno, words] = numbers()[code] || [undefined, 'unknown error'];
  let text = `${code}: ${message || words}, ${syscall}`;
  if (path !== undefined) text += ` '${path}'`;
  if (dest !== undefined) text += ` -> '${dest}'`;
  const error = new Error(text);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/**
 * An error of a call to the system that is told with its parts in `info`:
 * "A system error occurred: uv_os_getpriority returned ESRCH (no such process)".
 */
function systemError(code, syscall, own = 'ERR_SYSTEM_ERROR', words = 'A system error occurred') {
  const [errno, message] = numbers()[code];
  const info = { errno, code, message, syscall };
  const error = new codes.ERR_SYSTEM_ERROR(info);
  error.code = own;
  error.message = `${words}: ${syscall} returned ${code} (${message})`;
  Object.defineProperties(error, {
    name: { value: 'SystemError', writable: true, enumerable: false, configurable: true },
    info: { value: info, enumerable: true, configurable: true },
  });
  for (const key of ['errno', 'syscall']) {
    Object.defineProperty(error, key, {
      get() { return info[key]; }, set(value) { info[key] = value; }, enumerable: true, configurable: true,
    });
  }
  setStackHeader(error, `SystemError [${own}]: ${error.message}`);
  return error;
}

/** As uvException, in the form of the network: "connect ECONNREFUSED 127.0.0.1:80". */
function exceptionWithHostPort(code, syscall, address, port, additional) {
  let details = '';
  if (port && port > 0) details = ` ${address}:${port}`;
  else if (address) details = ` ${address}`;
  if (additional) details += ` - Local (${additional})`;
  const error = new Error(`${syscall} ${code}${details}`);
  error.errno = errnoOf(code);
  error.code = code;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

/** As uvException, of an address that a socket was to have: "listen EADDRINUSE: address already in use :::80". */
function uvExceptionWithHostPort(code, syscall, address, port) {
  const [errno, words] = numbers()[code] || [undefined, 'unknown error'];
  let details = '';
  if (port && port > 0) details = ` ${address}:${port}`;
  else if (address) details = ` ${address}`;
  const error = new Error(`${syscall} ${code}: ${words}${details}`);
  error.code = code;
  error.errno = errno;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

function errnoException(code, syscall, original) {
  const error = new Error(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
  error.errno = errnoOf(code);
  error.code = code;
  error.syscall = syscall;
  return error;
}

/** Two errors as one, the way Node's streams and events do. */
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

/** What a rejection that nobody handles is thrown as, if its reason is no error. */
function unhandledRejectionError(reason) {
  const shown = binding('errors').plain(reason);
  const error = new Error('This error originated either by throwing inside of an async function without a catch block, ' +
    `or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`);
  error.name = 'UnhandledPromiseRejection';
  Object.defineProperty(error, 'name', { enumerable: false });
  error.code = 'ERR_UNHANDLED_REJECTION';
  Object.defineProperty(error, 'stack', {
    value: `UnhandledPromiseRejection: ${error.message}
    at throwUnhandledRejectionsMode (node:internal/process/promises:389:7)
    at processPromiseRejections (node:internal/process/promises:470:17)
    at process.processTicksAndRejections (node:internal/process/task_queues:96:32)`, writable: true, enumerable: false, configurable: true,
  });
  return error;
}

const kBeforeFatal = Symbol('kEnhanceStackBeforeInspector');

/** Lets an error have another stack if nobody catches it. */
function beforeFatal(error, stack) {
  Object.defineProperty(error, kBeforeFatal, { value: stack, configurable: true });
}

/** Called with a value that ends the process, before it is shown. */
function fatal(value) {
  if (typeof value === 'object' && value !== null && typeof value[kBeforeFatal] === 'function') value.stack = value[kBeforeFatal]();
  return value;
}

module.exports = {
  get system() { return numbers(); },
  unhandledRejectionError, beforeFatal, fatal,
  codes, AbortError, aggregateTwoErrors, addNumericalSeparator, determineSpecificType, errnoException, errnoOf,
  exceptionWithHostPort, formatList, inspect, setStackHeader, systemError, uvException,
  uvExceptionWithHostPort,
  hideStackFrames: (f) => f,
};
