'use strict';

// The global process. (doc: process.html)

const native = binding('process');
const heap = binding('heap');
const EventEmitter = require('events');
const { codes, errnoException } = require('internal/errors');
const validators = require('internal/validators');

const { validateFunction, validateNumber, validateObject, validateString } = validators;

// An object of class process, between the global and EventEmitter.
const prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: { process() {} }.process, writable: true, enumerable: false, configurable: true },
});
prototype.constructor.prototype = prototype;
Object.setPrototypeOf(process, prototype);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', writable: true, enumerable: false, configurable: false });
EventEmitter.call(process);

const { lazily } = binding('lazy');

function fix(name, value) { Object.defineProperty(process, name, { value, enumerable: true, configurable: true, writable: false }); }
const identity = (name) => require('internal/process/identity')[name];

fix('version', native.version);
lazily(process, 'fixed', identity, 'versions');
fix('arch', 'x64');
fix('platform', 'linux');
lazily(process, 'fixed', identity, 'release', 'config', 'features');
process.title = native.name;
const inWorker = binding('worker').threadId !== 0;
process.argv = ['/usr/local/bin/node', ...(native.script === '' || native.hasCode || inWorker ? [] : [native.script]), ...(inWorker ? [] : native.arguments)];
process.execArgv = [...native.flags];
process.execPath = '/usr/local/bin/node';
Object.defineProperty(process, 'argv0', { value: native.name, enumerable: true });
process.debugPort = 9229;
Object.defineProperty(process, 'pid', { value: native.pid(), enumerable: true, configurable: true });
Object.defineProperty(process, 'ppid', { get: () => native.ppid(), enumerable: true, configurable: true });
process.domain = null;
process.moduleLoadList = [];

// lazy is a property whose value is made when it is first asked for.
function lazy(name, make) {
  const set = (value) => Object.defineProperty(process, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(process, name, {
    get() {
      const value = make();
      set(value);
      return value;
    },
    set, enumerable: true, configurable: true,
  });
}

lazy('allowedNodeEnvironmentFlags', () => require('internal/process/flags'));
lazy('report', () => require('internal/process/report'));
process.env = require('internal/process/environment');

// Directories and users.

process.cwd = function cwd() { return native.directory(); };

process.chdir = function chdir(directory) {
  validateString(directory, 'directory');
  const from = native.directory();
  const path = require('internal/modules').resolvePath(from, directory);
  if (!native.changeDirectory(path)) {
    const error = new Error(`ENOENT: no such file or directory, chdir '${from}' -> '${directory}'`);
    throw Object.assign(error, { errno: -2, code: 'ENOENT', syscall: 'chdir', path: from, dest: directory });
  }
};

lazily(process, 'listed', (name) => require('internal/process/credentials')[name], 'getuid', 'geteuid', 'getgid', 'getegid', 'getgroups',
  'setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups', 'umask');

process.loadEnvFile = function loadEnvFile(path = undefined) {
  const file = path == null ? '.env' : require('internal/fs/utils').getPath(path, 'path');
  const text = require('fs').readFileSync(file, 'utf8');
  for (const [name, value] of Object.entries(require('internal/env_file').parse(text))) {
    if (!(name in process.env)) process.env[name] = value;
  }
};

// Ticks.

process.nextTick = function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (process._exiting) return;
  // Few are given more, and spreading takes long.
  switch (args.length) {
    case 0: return native.nextTick(callback);
    case 1: return native.nextTick(callback, args[0]);
    case 2: return native.nextTick(callback, args[0], args[1]);
    case 3: return native.nextTick(callback, args[0], args[1], args[2]);
    default: return native.nextTick(callback, ...args);
  }
};

// Ending.

let exitCode;
function validateCode(value, name) {
  if (value !== null && value !== undefined) {
    let number = value;
    if (typeof value === 'string' && value !== '' && !Number.isNaN(+value)) number = +value;
    validators.validateInteger(number, name);
  }
}
Object.defineProperty(process, 'exitCode', {
  get: () => exitCode,
  set(code) {
    validateCode(code, 'code');
    exitCode = code;
    native.setExitCode(code === null || code === undefined ? undefined : +code);
  },
  enumerable: true,
  configurable: false,
});

process._exiting = false;

process.exit = function exit(code) {
  validateCode(code, 'code');
  if (arguments.length > 0 && code !== undefined) process.exitCode = code;
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', +(process.exitCode || 0));
  }
  process.reallyExit(+(process.exitCode || 0));
};
process.reallyExit = function reallyExit(code) { native.reallyExit(code || 0); };
process.abort = { abort() { native.abort(); } }.abort; // which makes no objects

// Errors that nobody caught.

let capture = null;
process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    capture = null;
    return;
  }
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (capture !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  capture = fn;
};
process.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() { return capture !== null; };

// A promise that is settled again, which nobody hears of unless he asks.
let deprecated;
native.setSettledAgain((type, promise, value) => {
  process.nextTick(() => {
    if (!process.emit('multipleResolves', type, promise, value)) return;
    deprecated ||= require('util').deprecate(() => {}, 'The multipleResolves event has been deprecated.', 'DEP0160');
    deprecated();
  });
});
process.on('newListener', (event) => {
  if (event === 'multipleResolves') native.watchSettling(true);
});
process.on('removeListener', (event) => {
  if (event === 'multipleResolves') native.watchSettling(process.listenerCount(event) > 0);
});

// Tells the handlers of 'exit' of an error that nobody caught, before it is printed: what
// they throw is lost. (process._fatalException)
function endFatally() {
  if (process._exiting) return;
  process._exiting = true;
  process.exitCode = 1;
  try {
    process.emit('exit', 1);
  } catch {
    // There is nothing to be done about it.
  }
}

native.setEmit((event, ...args) => {
  if (event === 'domainError') return args[0].emit('error', args[1]);
  if (event === 'uncaughtException' && capture !== null) {
    capture(args[0]);
    return true;
  }
  if (event === 'fatal') return endFatally();
  if (event === 'exit') {
    process._exiting = true;
    if (exitCode === undefined && args[0] !== 0) process.exitCode = args[0];
    else if (exitCode === undefined && require('internal/modules').mainModule.phase === 'pending') process.exitCode = 13;
  }
  return process.emit(event, ...args);
});

// Clocks.

process.hrtime = function hrtime(time) {
  const ns = native.nowNs();
  let s = Math.floor(ns / 1e9);
  let rest = ns % 1e9;
  if (time !== undefined) {
    if (!Array.isArray(time)) throw new codes.ERR_INVALID_ARG_TYPE('time', 'Array', time);
    if (time.length !== 2) throw new codes.ERR_OUT_OF_RANGE('time', 2, time.length);
    s -= time[0];
    rest -= time[1];
    if (rest < 0) {
      s--;
      rest += 1e9;
    }
  }
  return [s, rest];
};
process.hrtime.bigint = function bigint() { return BigInt(native.nowNs()); };
process.uptime = function uptime() { return native.nowNs() / 1e9; };

// Resources.

lazily(process, 'listed', (name) => require('internal/process/resources')[name], 'cpuUsage', 'memoryUsage', 'constrainedMemory',
  'availableMemory', 'resourceUsage', 'getActiveResourcesInfo', '_getActiveRequests', '_getActiveHandles');

// Signals.

const signals = {
  __proto__: null,
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10,
  SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19,
  SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28,
  SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
};

process.kill = function kill(pid, signal) {
  // eslint-disable-next-line eqeqeq
  if (pid != (pid | 0)) throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number = 15;
  if (typeof signal === 'number') number = signal;
  else if (signal) {
    number = signals[signal];
    if (number === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  }
  const errno = process._kill(pid | 0, number);
  if (errno) throw errnoException({ 1: 'EPERM', 3: 'ESRCH', 22: 'EINVAL' }[-errno], 'kill');
  return true;
};

const isSignal = (event) => typeof event === 'string' && event in signals;
if (!inWorker) process.on('newListener', (event) => {
  if (isSignal(event) && process.listenerCount(event) === 0) {
    if (event === 'SIGKILL' || event === 'SIGSTOP') throw errnoException('EINVAL', 'uv_signal_start');
    native.listen(signals[event], true);
  }
});
if (!inWorker) process.on('removeListener', (event) => {
  if (isSignal(event) && process.listenerCount(event) === 0) native.listen(signals[event], false);
});

// Old doors to Node's inside.

lazily(process, 'listed', (name) => require('internal/process/doors')[name], '_kill', '_rawDebug', '_tickCallback', '_fatalException', '_startProfilerIdleNotifier', '_stopProfilerIdleNotifier', '_debugProcess', '_debugEnd', '_preload_modules', 'openStdin', 'dlopen', 'binding', '_linkedBinding');

let sourceMaps = false;
Object.defineProperty(process, 'sourceMapsEnabled', { get: () => sourceMaps, enumerable: true, configurable: true });
process.setSourceMapsEnabled = function setSourceMapsEnabled(value) {
  validators.validateBoolean(value, 'val');
  sourceMaps = value;
};

process.getBuiltinModule = function getBuiltinModule(id) {
  validateString(id, 'id');
  const { builtin, isBuiltin } = require('internal/modules');
  return isBuiltin(id) ? builtin(id) : undefined;
};

process.assert = function assert(x, message) {
  require('util').deprecate(() => {}, 'process.assert() is deprecated. Please use the `assert` module instead.', 'DEP0100')();
  if (!x) throw new codes.ERR_ASSERTION(message || 'assertion error');
};

require('internal/stdio');

// What belongs to the whole process is not a worker's to change.
if (inWorker) {
  const unavailable = (name) => {
    function unavailableInWorker() { throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION(`process.${name}()`); }
    unavailableInWorker.disabled = true;
    return unavailableInWorker;
  };
  for (const name of ['abort', 'chdir', 'initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid']) process[name] = unavailable(name);
  const { umask } = process;
  process.umask = function(mask) {
    if (mask !== undefined) throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION('Setting process.umask()');
    return umask();
  };
  Object.defineProperty(process, 'title', { get: () => 'node', set() {}, enumerable: true, configurable: true });
  for (const name of ['_startProfilerIdleNotifier', '_stopProfilerIdleNotifier', '_debugProcess', '_debugEnd']) delete process[name];
}
