'use strict';
// Parts of the runtime that programs look at, take to pieces, or hear of.

const { Writable } = require('stream');
const util = require('util');

// A console writes to what its streams are now.
const lines = [];
const into = (name) => new Writable({ write(chunk, encoding, callback) { lines.push(`${name}: ${chunk}`); callback(); } });
const own = new console.Console(into('out'), into('err'));
own._stdout = into('other');
own.log('moved');
own.error('stayed');
const { _stdout: before } = console;
console._stdout = into('global');
console.log('taken');
console.group('group');
console.table([1]);
console.groupEnd();
console._stdout = before;
console.log(lines);
console.time('t');
console.log([...console._times.keys()], console._ignoreErrors, Object.getOwnPropertyDescriptor(console, '_stdout').get !== undefined);

// A signal that was moved is aborted when its source is; the source stays.
const { transferableAbortController, transferableAbortSignal } = util;
const controller = transferableAbortController();
const moved = structuredClone(controller.signal, { transfer: [controller.signal] });
moved.addEventListener('abort', () => console.log('moved one aborted:', moved.reason, moved !== controller.signal));
controller.abort('because');
console.log('source:', controller.signal.aborted, 'moved:', moved.aborted);
const late = transferableAbortSignal(AbortSignal.abort('before'));
console.log(structuredClone(late, { transfer: [late] }).reason);
for (const attempt of [() => structuredClone(transferableAbortController().signal), () => transferableAbortSignal({}), () => AbortSignal.any([undefined])]) {
  try {
    attempt();
  } catch (error) {
    console.log(error.code, error.message);
  }
}

// Channels tell of children and sockets.
const channels = require('diagnostics_channel');
channels.subscribe('udp.socket', ({ socket }) => console.log('socket', socket.type));
channels.subscribe('child_process', ({ process: child }) => console.log('child', child.constructor.name));
require('dgram').createSocket('udp4').close();
require('child_process').spawn(process.execPath, ['-e', '0']).on('close', (code) => console.log('closed', code, kept()));

// What callbackify calls back has the receiver.
util.callbackify(async (value) => value).call({ receiver: 1 }, 'v', function(error, value) { console.log(error, value, this); });

// Timers: any object may borrow a method; what timers.active starts is linked.
const timer = setTimeout(() => {}, 1);
const borrowed = {};
timer.unref.call(borrowed);
timer.ref.call(borrowed);
console.log(Object.keys(borrowed), Object.getOwnPropertySymbols(borrowed).length);
process.removeAllListeners('warning');
const old = { _idleTimeout: 1, _onTimeout() { console.log('old timer'); } };
require('timers').active(old);
console.log(Number.isInteger(old._idleStart), Boolean(old._idleNext), Boolean(old._idlePrev));

// Old code in a package is not told what is deprecated.
const vm = require('vm');
process.on('warning', ({ code }) => console.log('warned', code));
vm.runInThisContext('(Buffer) => new Buffer(1)', { filename: '/app/node_modules/old/index.js' })(Buffer);
vm.runInThisContext('(Buffer) => new Buffer(1)', { filename: '/app/lib/index.js' })(Buffer);

// Room for timings of resources is made by a listener, or what came last is lost.
const { performance } = require('perf_hooks');
const names = ['startTime', 'endTime', 'finalServiceWorkerStartTime', 'redirectStartTime', 'redirectEndTime', 'postRedirectStartTime',
  'finalNetworkRequestStartTime', 'finalNetworkResponseStartTime', 'encodedBodySize', 'decodedBodySize'];
const mark = (at) => performance.markResourceTiming({ ...Object.fromEntries(names.map((name) => [name, at])), finalConnectionTimingInfo: {} },
  `http://x/${at}`, '', globalThis, '');
const kept = () => performance.getEntriesByType('resource').map((entry) => entry.startTime);
performance.setResourceTimingBufferSize(1);
performance.onresourcetimingbufferfull = (event) => {
  console.log(event.type, kept());
  performance.onresourcetimingbufferfull = null;
  performance.setResourceTimingBufferSize(2);
};
for (const at of [1, 2, 3]) mark(at);
console.log(kept());
