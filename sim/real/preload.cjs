'use strict';
// This runs before a script that is being recorded. It notes which callbacks are
// asked for, where, and when they run, and must change nothing the script can
// see: it wraps no function, keeps no handle open, writes only to a file of its
// own, and takes itself out of the environment again. Stacks, and with them what
// errors print, are those of the script alone.
//
// A line of the file is a letter, an instant of the monotonic clock in
// nanoseconds, and then
//
//   s process thread wall script    the script begins; wall is the time of day in µs
//   i id trigger type what          a callback is asked for
//   b id    a id                    it is called, it has returned
//   r id                            what a promise's reactions wait for is there
//   c child descriptor              there is a channel to a child, which has this end of it
//   m peer bytes    g peer bytes    that goes into a channel, comes out of it; peer is a child, or 0 for the parent
//   x code rss heap                 the process ends
(() => {
  const { openSync, writeSync, closeSync } = require('fs');
  const { createHook } = require('async_hooks');
  const { performance } = require('perf_hooks');
  const { isMainThread, threadId } = require('worker_threads');
  const path = require('path');
  const folder = path.dirname(__filename); // an environment variable would not reach workers
  delete require.cache[__filename]; // among the modules of the script it is none
  const hrtime = process.hrtime;
  const { captureStackTrace } = Error;
  const file = path.join(folder, `${process.pid}-${threadId}.events`);
  const most = 48 << 20; // of the file
  const { memoryUsage } = process;

  // The handle of a channel, which the script cannot reach, tells what goes through.
  const { defineProperty, getOwnPropertySymbols } = Object;
  const { byteLength } = Buffer;
  const listen = (end, peer) => {
    const symbol = getOwnPropertySymbols(end).find((s) => s.description === 'kChannelHandle');
    const handle = symbol && end[symbol];
    if (!handle || typeof handle.onread !== 'function') return false;
    const { onread } = handle;
    handle.onread = function (data) {
      if (data && written <= most) lines += `g ${now()} ${peer} ${data.byteLength}\n`;
      return onread.apply(this, arguments);
    };
    for (const name of ['writeUtf8String', 'writeBuffer']) {
      const write = handle[name];
      const value = function (request, data) {
        if (written <= most) lines += `m ${now()} ${peer} ${typeof data === 'string' ? byteLength(data) : data.byteLength}\n`;
        return write.apply(this, arguments);
      };
      defineProperty(handle, name, { value, configurable: true, writable: true, enumerable: false });
    }
    return true;
  };

  // What a child needs to be recorded too is given to it, and not seen here.
  const recording = process.env.NODE_OPTIONS;
  if (isMainThread) {
    const own = process.env.TIMESLICE_OPTIONS;
    delete process.env.TIMESLICE_OPTIONS;
    if (own === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = own;
    const { ChildProcess } = require('child_process');
    const { spawn } = ChildProcess.prototype;
    ChildProcess.prototype.spawn = function (options) {
      const pairs = options && options.envPairs;
      if (Array.isArray(pairs)) {
        const named = (name) => pairs.findIndex((pair) => String(pair).startsWith(name + '='));
        const at = named('NODE_OPTIONS');
        if (at >= 0) {
          pairs.push('TIMESLICE_OPTIONS=' + pairs[at].slice('NODE_OPTIONS='.length));
          pairs[at] = 'NODE_OPTIONS=' + recording;
        } else {
          pairs.push('NODE_OPTIONS=' + recording);
        }
      }
      const result = spawn.call(this, options);
      const channel = Array.isArray(pairs) && pairs.find((pair) => String(pair).startsWith('NODE_CHANNEL_FD='));
      if (channel && this.pid && written <= most && listen(this, this.pid)) {
        lines += `c ${now()} ${this.pid} ${channel.slice('NODE_CHANNEL_FD='.length)}\n`;
      }
      return result;
    };
  }

  let lines = '';
  let written = 0;
  let last = 0;
  const now = () => {
    const [s, ns] = hrtime();
    return s * 1e9 + ns;
  };
  const flush = () => {
    if (lines === '' || written > most) return;
    const text = lines;
    lines = '';
    written += text.length;
    try {
      const fd = openSync(file, 'a');
      try { writeSync(fd, text); } finally { closeSync(fd); }
    } catch { written = most + 1; }
  };

  // The place in the script that is at work, and the function of Node it called.
  const places = new Map();
  const prepare = (_, sites) => sites;
  const place = () => {
    const before = Error.prepareStackTrace;
    const limit = Error.stackTraceLimit;
    const holder = {};
    let sites;
    try {
      Error.prepareStackTrace = prepare;
      Error.stackTraceLimit = 14;
      captureStackTrace(holder, init);
      sites = holder.stack;
    } finally {
      Error.prepareStackTrace = before;
      Error.stackTraceLimit = limit;
    }
    if (!Array.isArray(sites)) return '';
    let called = '';
    for (const site of sites) {
      const source = site.getFileName();
      if (source && !source.startsWith('node:') && source !== __filename) {
        let name = places.get(source);
        if (name === undefined) {
          name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1).replace(/\s/g, '_');
          places.set(source, name);
        }
        return `${called}@${name}:${site.getLineNumber()}`;
      }
      const own = site.getFunctionName() || '';
      if (own) called = own.slice(own.lastIndexOf('.') + 1).replace(/\s/g, '_');
    }
    return called;
  };

  // Node writes a promise's numbers on it, where util.inspect shows them.
  let numbers = [];
  const unseen = { __proto__: null, enumerable: false };
  const hide = (promise) => {
    if (numbers.length === 0) {
      numbers = getOwnPropertySymbols(promise).filter((s) => s.description.endsWith('async_id_symbol'));
    }
    for (let i = 0; i < numbers.length; i++) defineProperty(promise, numbers[i], unseen);
  };

  function init(id, type, trigger, resource) {
    if (type === 'PROMISE') hide(resource);
    if (written <= most) lines += `i ${now()} ${id} ${trigger} ${type} ${place()}\n`;
  }
  const hook = createHook({
    init,
    before(id) {
      if (written <= most) lines += `b ${now()} ${id}\n`;
    },
    after(id) {
      if (written > most) return;
      const at = now();
      lines += `a ${at} ${id}\n`;
      if (lines.length > 65536 || at - last > 2e8) {
        last = at;
        flush();
      }
    },
    promiseResolve(id) {
      if (written <= most) lines += `r ${now()} ${id}\n`;
    },
  });
  process.on('exit', (code) => {
    const { rss, heapUsed } = memoryUsage();
    lines += `x ${now()} ${code === undefined ? 0 : code} ${rss} ${heapUsed}\n`;
    flush();
  });
  const wall = Math.round((performance.timeOrigin + performance.now()) * 1000);
  const script = isMainThread ? path.basename(process.argv[1] || '') : 'worker';
  lines += `s ${now()} ${process.pid} ${threadId} ${wall} ${script.replace(/\s/g, '_')}\n`;
  if (isMainThread) listen(process, 0);
  flush();
  hook.enable();
  // With a hook, Node calls what comes from the system through a function of its own,
  // which stacks would show. Without it the hook is told all the same
  // (InternalMakeCallback in Node's src/api/callback.cc).
  const { noDeprecation } = process;
  process.noDeprecation = true; // or this access would be told of
  try {
    process.binding('async_wrap').setCallbackTrampoline();
  } catch {
    // this Node does not give it, and its stacks have a line more
  }
  if (noDeprecation === undefined) delete process.noDeprecation;
  else process.noDeprecation = noDeprecation;
})();
