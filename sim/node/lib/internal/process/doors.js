'use strict';

// Old doors to Node's inside, of which most stay closed.

const native = binding('process');
const { codes } = require('internal/errors');

exports._kill = function _kill(pid, signal) { return signal < 0 || signal > 64 ? -22 : -native.kill(pid, signal); };
exports._rawDebug = function _rawDebug(...args) { native.write(2, `${require('internal/inspect').format(...args)}\n`); };
exports._tickCallback = function runNextTicks() { native.runTicks(); };
exports._fatalException = function(error, fromPromise) { return native.fatalException(error, Boolean(fromPromise)); };
exports._startProfilerIdleNotifier = function() {};
exports._stopProfilerIdleNotifier = function() {};
exports._debugProcess = function _debugProcess() { refuse('the debugger', 'console.log, or the trace of this run'); };
exports._debugEnd = function _debugEnd() {};
exports._preload_modules = [];
exports.openStdin = function openStdin() {
  process.stdin.resume();
  return process.stdin;
};

function refuse(what, instead) { throw new Error(`timeslice: ${what} is not simulated; use ${instead}`); }

exports.dlopen = function dlopen(module, filename) {
  if (filename === undefined) throw new codes.ERR_MISSING_ARGS('module', 'filename');
  const error = new Error(`timeslice: native addons cannot be simulated: ${filename}`);
  error.code = 'ERR_DLOPEN_FAILED';
  throw error;
};

const inner = ('async_wrap buffer cares_wrap config constants contextify crypto fs fs_event_wrap http_parser icu inspector js_stream natives os ' +
  'pipe_wrap process_wrap signal_wrap spawn_sync stream_wrap tcp_wrap tls_wrap tty_wrap udp_wrap url util uv v8 zlib').split(' ');
exports.binding = function binding(name) {
  name = String(name);
  if (!inner.includes(name)) {
    const error = new Error(`No such module: ${name}`);
    error.code = 'ERR_INVALID_MODULE';
    throw error;
  }
  return refuse(`process.binding('${name}')`, 'the public modules');
};
exports._linkedBinding = function _linkedBinding(name) {
  const error = new Error(`No such binding: ${name}`);
  error.code = 'ERR_INVALID_MODULE';
  throw error;
};
