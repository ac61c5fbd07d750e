'use strict';

// The global process.

const native = binding('process');
const EventEmitter = require('events');

Object.setPrototypeOf(process, EventEmitter.prototype);
EventEmitter.call(process);

native.setEmit((event, ...args) => process.emit(event, ...args));

process.version = native.version;
process.versions = { node: native.version.slice(1) };
process.platform = 'linux';
process.arch = 'x64';
process.argv = ['/usr/local/bin/node', native.script, ...native.arguments];
process.execPath = '/usr/local/bin/node';
process.execArgv = [];
process.title = 'node';
process.pid = native.pid();
process.ppid = native.ppid();
process.env = {};
for (const entry of native.environment || []) {
  const split = entry.indexOf('=');
  process.env[entry.slice(0, split)] = entry.slice(split + 1);
}
process.cwd = () => native.directory || '/';

process.nextTick = function nextTick(callback, ...args) {
  if (typeof callback !== 'function') {
    throw new TypeError('The "callback" argument must be of type function. Received ' + String(callback));
  }
  native.nextTick(() => callback(...args));
};

let exitCode;
Object.defineProperty(process, 'exitCode', {
  get: () => exitCode,
  set(code) {
    exitCode = code;
    native.setExitCode(code || 0);
  },
  enumerable: true,
  configurable: true,
});

process.exit = function exit(code) {
  if (code !== undefined) process.exitCode = code;
  native.exit(process.exitCode || 0);
};

process.hrtime = function hrtime(since) {
  const ns = native.nowNs();
  let s = Math.floor(ns / 1e9);
  let rest = ns % 1e9;
  if (since) {
    s -= since[0];
    rest -= since[1];
    if (rest < 0) {
      s--;
      rest += 1e9;
    }
  }
  return [s, rest];
};
process.hrtime.bigint = () => BigInt(native.nowNs());
process.uptime = () => native.nowNs() / 1e9;

process.stdout = { write(text) { native.write(1, String(text)); return true; }, fd: 1, isTTY: false };
process.stderr = { write(text) { native.write(2, String(text)); return true; }, fd: 2, isTTY: false };
