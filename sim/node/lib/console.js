'use strict';

// The global console, and the class of which it is one.

const { kDirect } = require('internal/stdio');
const { brings } = binding('process');
const { shouldColorize } = require('internal/colors');
const { formatArguments } = require('internal/format');
const { codes } = require('internal/errors');
const { validateArray, validateInteger, validateObject, validateOneOf } = require('internal/validators');

const inspector = () => require('internal/inspect');

// What a console keeps for itself.
const state = Symbol('kConsoleState');

const nowMs = () => {
  const [s, ns] = process.hrtime();
  return s * 1e3 + ns / 1e6;
};

function Console(options, ...rest) {
  if (!new.target) return Reflect.construct(Console, [options, ...rest]);
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: rest[0], ignoreErrors: rest[1] };
  }
  const {
    stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation,
  } = options;
  if (!stdout || typeof stdout.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stderr');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, 1000);
  if (inspectOptions !== undefined) {
    validateObject(inspectOptions, 'options.inspectOptions');
    if (inspectOptions.colors !== undefined && options.colorMode !== undefined) {
      throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
  }
  // Methods can be taken off a console and called by themselves.
  for (const name of Object.keys(methods)) {
    Object.defineProperty(this, name, { value: this[name].bind(this), writable: true, configurable: true, enumerable: true });
    Object.defineProperty(this[name], 'name', { value: name });
  }
  hide(this, '_stdout', stdout);
  hide(this, '_stderr', stderr);
  initialize(this, { ignoreErrors, colorMode, inspectOptions, groupIndentation });
}

function hide(console, name, value) {
  Object.defineProperty(console, name, { __proto__: null, value, writable: true, configurable: true, enumerable: false });
}

// Programs replace the streams, and read the timers. (lib/internal/console/constructor.js, kBindProperties)
function initialize(console, { ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation = 2 }) {
  hide(console, '_stdoutErrorHandler', errorHandler(console, '_stdout'));
  hide(console, '_stderrErrorHandler', errorHandler(console, '_stderr'));
  hide(console, '_ignoreErrors', Boolean(ignoreErrors));
  hide(console, '_times', new Map());
  hide(console, state, { colorMode, inspectOptions, step: groupIndentation, indentation: '', counts: new Map() });
}

function optionsFor(console, stream) {
  const { colorMode, inspectOptions } = console[state];
  const colors = colorMode === 'auto' ? shouldColorize(stream) : colorMode;
  if (inspectOptions !== undefined) return inspectOptions.colors === undefined ? { ...inspectOptions, colors } : inspectOptions;
  return colors ? { colors: true } : undefined;
}

const ignore = () => {};

// What fails later is told after the write's callback. It is one for all writes,
// so that a stream calls those of a tick together.
function errorHandler(console, name) {
  return (error) => {
    const stream = console[name];
    if (error !== null && !stream._writableState.errorEmitted && stream.listenerCount('error') === 0) stream.once('error', ignore);
  };
}

let printed = false;

function write(console, name, text) {
  const stream = console[name];
  if (!printed) {
    printed = true;
    brings('printing');
  }
  const { _ignoreErrors: ignoreErrors, [state]: { indentation } } = console;
  if (indentation.length !== 0) {
    if (text.includes('\n')) text = text.replaceAll('\n', `\n${indentation}`);
    text = indentation + text;
  }
  text += '\n';
  if (!ignoreErrors) return void stream.write(text);
  if (stream[kDirect]?.(text)) return;
  // A stream that fails must not end the program.
  const written = console[name === '_stdout' ? '_stdoutErrorHandler' : '_stderrErrorHandler'];
  try {
    if (stream.listenerCount('error') === 0) stream.once('error', ignore);
    stream.write(text, written);
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) throw error;
  } finally {
    stream.removeListener('error', ignore);
  }
}

function toOut(console, args) { write(console, '_stdout', formatArguments(optionsFor(console, console._stdout), args)); }

function toErr(console, args) { write(console, '_stderr', formatArguments(optionsFor(console, console._stderr), args)); }

// A duration in milliseconds as console.time shows it.
function formatTime(ms) {
  let hours = 0;
  let minutes = 0;
  let seconds = 0;
  if (ms >= 1000) {
    if (ms >= 60000) {
      if (ms >= 3600000) {
        hours = Math.floor(ms / 3600000);
        ms %= 3600000;
      }
      minutes = Math.floor(ms / 60000);
      ms %= 60000;
    }
    seconds = ms / 1000;
  }
  const pad = (n) => String(n).padStart(2, '0');
  if (hours !== 0 || minutes !== 0) {
    const [whole, fraction] = seconds.toFixed(3).split('.');
    const tail = `${pad(whole)}.${fraction}`;
    return hours !== 0 ? `${hours}:${pad(minutes)}:${tail} (h:mm:ss.mmm)` : `${minutes}:${tail} (m:ss.mmm)`;
  }
  if (seconds !== 0) return `${seconds.toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function timeLog(console, method, label, data) {
  const start = console._times.get(label);
  if (start === undefined) {
    process.emitWarning(`No such label '${label}' for console.${method}()`);
    return false;
  }
  toOut(console, ['%s: %s', label, formatTime(nowMs() - start), ...data]);
  return true;
}

const methods = {
  log(...args) { toOut(this, args); },
  warn(...args) { toErr(this, args); },
  dir(object, options) {
    write(this, '_stdout', inspector().inspect(object, { customInspect: false, ...optionsFor(this, this._stdout), ...options }));
  },
  time(label = 'default') {
    label = `${label}`;
    const timers = this._times;
    if (timers.has(label)) {
      process.emitWarning(`Label '${label}' already exists for console.time()`);
      return;
    }
    timers.set(label, nowMs());
  },
  timeEnd(label = 'default') {
    label = `${label}`;
    if (timeLog(this, 'timeEnd', label, [])) this._times.delete(label);
  },
  timeLog(label = 'default', ...data) { timeLog(this, 'timeLog', `${label}`, data); },
  trace: function trace(...args) {
    const error = { name: 'Trace', message: formatArguments(optionsFor(this, this._stderr), args) };
    if (Error.captureStackTrace) Error.captureStackTrace(error, trace);
    this.error(error.stack === undefined ? `Trace: ${error.message}` : error.stack);
  },
  assert(condition, ...args) {
    if (condition) return;
    args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
    Reflect.apply(this.warn, this, args);
  },
  clear() {
    const stream = this._stdout;
    if (stream.isTTY && process.env.TERM !== 'dumb') stream.write('\u001b[1;1H\u001b[0J');
  },
  count(label = 'default') {
    label = `${label}`;
    const { counts } = this[state];
    const count = (counts.get(label) || 0) + 1;
    counts.set(label, count);
    this.log(`${label}: ${count}`);
  },
  countReset(label = 'default') {
    const { counts } = this[state];
    if (!counts.has(`${label}`)) {
      process.emitWarning(`Count for '${label}' does not exist`);
      return;
    }
    counts.delete(`${label}`);
  },
  group(...data) {
    if (data.length > 0) Reflect.apply(this.log, this, data);
    this[state].indentation += ' '.repeat(this[state].step);
  },
  groupEnd() {
    const { indentation, step } = this[state];
    this[state].indentation = indentation.slice(0, indentation.length - step);
  },
  table(data, properties) {
    if (properties !== undefined) validateArray(properties, 'properties');
    if (data === null || typeof data !== 'object') return this.log(data);
    return this.log(require('internal/console_table')(data, properties, (value, options) => {
      return inspector().inspect(value, { ...optionsFor(this, this._stdout), ...options });
    }));
  },
};
methods.debug = methods.log;
methods.info = methods.log;
methods.dirxml = methods.log;
methods.error = methods.warn;
methods.groupCollapsed = methods.group;

// In the order in which Node has them.
const order = ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group',
  'groupEnd', 'table', 'debug', 'info', 'dirxml', 'error', 'groupCollapsed'];
for (let i = 0; i < order.length; i++) Console.prototype[order[i]] = methods[order[i]];

// ---- The global console

const { object, lazily } = binding('lazy');
const console = Object.setPrototypeOf(object(), {});
lazily(console, 'listed', (name) => Object.defineProperty(methods[name].bind(console), 'name', { value: name }), ...order);
// Who prints first opens both streams.
let opened = false;
const open = (name) => {
  if (!opened) {
    opened = true;
    process.stdout; // eslint-disable-line no-unused-expressions
    process.stderr; // eslint-disable-line no-unused-expressions
  }
  return process[name];
};
for (const name of ['stdout', 'stderr']) {
  let stream;
  Object.defineProperty(console, `_${name}`, {
    get: () => (stream ||= open(name)), set(value) { stream = value; }, configurable: true, enumerable: false,
  });
}
initialize(console, {});
Object.defineProperty(console, 'Console', { value: Console, writable: true, configurable: true, enumerable: true });
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', writable: false, configurable: true, enumerable: false });
// What V8's inspector adds.
lazily(console, 'listed', (name) => ({ [name]() {} })[name], 'profile', 'profileEnd', 'timeStamp', 'context');
lazily(console, 'listed', () => ({ createTask: (name) => ({ run: (f) => f() }) }).createTask, 'createTask');
// The global console is not made by Console, but counts as one.
Object.defineProperty(Console, Symbol.hasInstance, {
  value(instance) { return typeof instance === 'object' && instance !== null && state in instance; }, writable: false, configurable: false,
});

module.exports = console;
