'use strict';

// The global process. (doc: process.html)

const native = binding('process');
const EventEmitter = require('events');
const ids = require('internal/async_ids');
const { codes, errnoException } = require('internal/errors');
const validators = require('internal/validators');

const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_SIGNAL,
  ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET,
} = codes;
const { validateFunction, validateNumber, validateObject, validateString } = validators;

// An object of class process, between the global and EventEmitter.
const prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: { process() {} }.process, writable: true, enumerable: false, configurable: true },
});
prototype.constructor.prototype = prototype;
Object.setPrototypeOf(process, prototype);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', writable: false, enumerable: false, configurable: true });
EventEmitter.call(process);

function hidden(name, value) {
  Object.defineProperty(process, name, { value, writable: true, enumerable: false, configurable: true });
}

process.version = native.version;
process.versions = {
  node: native.version.slice(1), acorn: '8.15.0', ada: '2.9.2', ares: '1.34.6', brotli: '1.1.0', cjs_module_lexer: '1.4.1',
  cldr: '47.0', icu: '77.1', llhttp: '8.1.2', modules: '115', napi: '9', nghttp2: '1.61.0', openssl: '3.0.17',
  simdjson: '3.10.0', simdutf: '6.0.3', tz: '2025b', undici: '6.21.2', unicode: '16.0', uv: '1.46.0', uvwasi: '0.0.23',
  v8: '11.3.244.8-node.30', zlib: '1.3.1',
};
process.arch = 'x64';
process.platform = 'linux';
process.release = {
  name: 'node', lts: 'Iron',
  sourceUrl: `https://nodejs.org/download/release/${native.version}/node-${native.version}.tar.gz`,
  headersUrl: `https://nodejs.org/download/release/${native.version}/node-${native.version}-headers.tar.gz`,
};
process.title = 'node';
process.argv = ['/usr/local/bin/node', native.script, ...native.arguments];
process.execArgv = [];
process.execPath = '/usr/local/bin/node';
process.argv0 = 'node';
process.debugPort = 9229;
process.pid = native.pid();
Object.defineProperty(process, 'ppid', { get: () => native.ppid(), enumerable: true, configurable: true });
process.features = {
  inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true,
  get cached_builtins() { return true; },
  get require_module() { return true; },
};
process.config = { target_defaults: { cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }, variables: { napi_build_version: '9', node_shared: false, v8_enable_i18n_support: 1 } };
process.allowedNodeEnvironmentFlags = new Set([
  '--max-old-space-size', '--unhandled-rejections', '--no-warnings', '--no-deprecation', '--trace-warnings', '--trace-uncaught',
  '--stack-trace-limit', '--enable-source-maps', '--experimental-vm-modules', '--input-type', '--require', '-r', '--import',
]);

// The environment: names and values are strings.

const variables = Object.create(Object.prototype);
for (const entry of native.environment) {
  const split = entry.indexOf('=');
  variables[entry.slice(0, split)] = entry.slice(split + 1);
}
process.env = new Proxy(variables, {
  set(target, name, value) {
    if (typeof name === 'symbol' || typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    target[name] = `${value}`;
    return true;
  },
  defineProperty(target, name, descriptor) {
    if ('value' in descriptor) {
      if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
        if (!Object.hasOwn(target, name) || descriptor.configurable === false) {
          const error = new TypeError("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
          error.code = 'ERR_INVALID_OBJECT_DEFINE_PROPERTY';
          throw error;
        }
      }
      if (typeof descriptor.value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      return Reflect.defineProperty(target, name, { value: `${descriptor.value}`, writable: true, enumerable: true, configurable: true });
    }
    const error = new TypeError("'process.env' does not accept an accessor(getter/setter) descriptor");
    error.code = 'ERR_INVALID_OBJECT_DEFINE_PROPERTY';
    throw error;
  },
});

// Directories and ids.

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

let mask = 0o22;
process.umask = function umask(value) {
  const old = mask;
  if (value !== undefined) mask = validators.parseFileMode(value, 'mask') & 0o777;
  return old;
};

process.getuid = function getuid() { return 0; };
process.geteuid = function geteuid() { return 0; };
process.getgid = function getgid() { return 0; };
process.getegid = function getegid() { return 0; };
process.getgroups = function getgroups() { return [0]; };

// Ticks.

process.nextTick = function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (process._exiting) return;
  const tick = ids.begin('TickObject', {});
  native.nextTick(() => {
    try {
      ids.run(tick, callback, undefined, args);
    } finally {
      ids.end(tick);
    }
  });
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

hidden('_exiting', false);

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
process.abort = function abort() { native.abort(); };

// Errors that nobody caught.

let capture = null;
process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    capture = null;
    return;
  }
  if (typeof fn !== 'function') throw new ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (capture !== null) throw new ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  capture = fn;
};
process.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() { return capture !== null; };

native.setEmit((event, ...args) => {
  if (event === 'uncaughtException' && capture !== null) {
    capture(args[0]);
    return true;
  }
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
    if (!Array.isArray(time)) throw new ERR_INVALID_ARG_TYPE('time', 'Array', time);
    if (time.length !== 2) throw new ERR_OUT_OF_RANGE('time', 2, time.length);
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

process.cpuUsage = function cpuUsage(prevValue) {
  if (prevValue) {
    validateObject(prevValue, 'prevValue');
    for (const name of ['user', 'system']) {
      const value = prevValue[name];
      if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(`prevValue.${name}`, 'number', value);
      if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new ERR_INVALID_ARG_VALUE.RangeError(`prevValue.${name}`, value);
    }
  }
  const us = Math.floor(native.cpuNs() / 1000);
  const usage = { user: us - Math.floor(us / 10), system: Math.floor(us / 10) };
  if (prevValue) {
    usage.user -= prevValue.user;
    usage.system -= prevValue.system;
  }
  return usage;
};

process.memoryUsage = function memoryUsage() {
  const rss = native.residents();
  return { rss, heapTotal: Math.floor(rss / 8), heapUsed: Math.floor(rss / 10), external: 1_400_000, arrayBuffers: 10_515 };
};
process.memoryUsage.rss = function rss() { return native.residents(); };
process.constrainedMemory = function constrainedMemory() { return 0; };
process.availableMemory = function availableMemory() { return 8 * 2 ** 30; };

process.resourceUsage = function resourceUsage() {
  const { user, system } = process.cpuUsage();
  return {
    userCPUTime: user, systemCPUTime: system, maxRSS: Math.floor(native.residents() / 1024), sharedMemorySize: 0,
    unsharedDataSize: 0, unsharedStackSize: 0, minorPageFault: 0, majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 0,
    ipcSent: 0, ipcReceived: 0, signalsCount: 0, voluntaryContextSwitches: 0, involuntaryContextSwitches: 0,
  };
};

process.getActiveResourcesInfo = function getActiveResourcesInfo() { return []; };

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
  if (pid != (pid | 0)) throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number = 15;
  if (typeof signal === 'number') number = signal;
  else if (signal) {
    number = signals[signal];
    if (number === undefined) throw new ERR_UNKNOWN_SIGNAL(signal);
  }
  const errno = number < 0 || number > 64 ? 22 : native.kill(pid | 0, number);
  if (errno !== 0) throw errnoException({ 1: 'EPERM', 3: 'ESRCH', 22: 'EINVAL' }[errno], 'kill');
  return true;
};

const isSignal = (event) => typeof event === 'string' && event in signals;
process.on('newListener', (event) => {
  if (isSignal(event) && process.listenerCount(event) === 0) {
    if (event === 'SIGKILL' || event === 'SIGSTOP') throw errnoException('EINVAL', 'uv_signal_start');
    native.listen(signals[event], true);
  }
});
process.on('removeListener', (event) => {
  if (isSignal(event) && process.listenerCount(event) === 0) native.listen(signals[event], false);
});

require('internal/stdio');
