'use strict';

// fs.watch tells of changes as they happen; fs.watchFile looks again and again.

const EventEmitter = require('events');
const {
  absolute, abortError, async, copyObject, encodeName, failure, getOptions, getPath, makeStats, native,
} = require('internal/fs/utils');
const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
const { validateAbortSignal, validateBoolean, validateFunction, validateObject, validateUint32 } = require('internal/validators');

// Starts to watch: listener(kind, name) is called for each change.
function start(path, recursive, listener) {
  const handle = native.watch(absolute(path), recursive, listener);
  if (typeof handle !== 'string') return handle;
  const error = failure(handle, { syscall: 'watch', path, codeLast: true });
  error.filename = path;
  throw error;
}

class FSWatcher extends EventEmitter {
  #handle = null;
  start(path, { persistent, recursive, encoding }) {
    this.#handle = start(path, recursive, (kind, name) => this.emit('change', kind, encodeName(name, { encoding })));
    if (!persistent) this.#handle.setRef(false);
  }
  close() {
    if (this.#handle === null) return;
    this.#handle.close();
    this.#handle = null;
    process.nextTick(() => this.emit('close'));
  }
  ref() {
    this.#handle?.setRef(true);
    return this;
  }
  unref() {
    this.#handle?.setRef(false);
    return this;
  }
}

// A watcher of a whole tree is not the system's on Linux; it checks what it is
// asked for. (lib/internal/fs/recursive_watch.js)
function checkRecursive({ persistent, recursive, signal }) {
  validateBoolean(recursive, 'options.recursive');
  if (persistent !== null) validateBoolean(persistent, 'options.persistent');
  if (signal !== undefined && signal !== null) validateAbortSignal(signal, 'options.signal');
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = copyObject(getOptions(options));
  if (options.persistent === undefined) options.persistent = true;
  if (options.recursive === undefined) options.recursive = false;
  const path = getPath(filename);
  if (options.recursive) checkRecursive(options);
  const watcher = new FSWatcher();
  watcher.start(path, options);
  if (listener) watcher.addListener('change', listener);
  const { signal } = options;
  if (signal?.aborted) {
    process.nextTick(() => watcher.close());
  } else if (signal) {
    const stop = () => watcher.close();
    signal.addEventListener('abort', stop);
    watcher.once('close', () => signal.removeEventListener('abort', stop));
  }
  return watcher;
}

function deferred() {
  const d = {};
  d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject }));
  return d;
}

/** fs.promises.watch: changes as they come, to iterate over. */
async function* watchPromise(filename, options = {}) {
  const path = getPath(filename);
  validateObject(options, 'options');
  const { persistent = true, recursive = false, encoding = 'utf8', signal } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateAbortSignal(signal, 'options.signal');
  if (encoding && !Buffer.isEncoding(encoding)) throw new ERR_INVALID_ARG_VALUE(encoding, 'encoding', 'is invalid encoding');
  if (signal?.aborted) throw abortError(signal);
  let next = deferred();
  const handle = start(path, recursive, (eventType, name) => next.resolve({ eventType, filename: encodeName(name, { encoding }) }));
  if (!persistent) handle.setRef(false);
  const stop = () => {
    handle.close();
    next.reject(abortError(signal));
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    while (!signal?.aborted) {
      yield await next.promise;
      next = deferred();
    }
    throw abortError(signal);
  } finally {
    handle.close();
    signal?.removeEventListener('abort', stop);
  }
}
Object.defineProperty(watchPromise, 'name', { value: '_watch' });
Object.defineProperty(watchPromise, 'length', { value: 1 });

// --- looking again and again ---

const watched = new Map();

class StatWatcher extends EventEmitter {
  #last = null;
  #timer;
  #persistent;
  #stopped = false;
  constructor(path, { interval, persistent, bigint }) {
    super();
    validateUint32(interval, 'interval');
    this.#persistent = persistent;
    const nothing = makeStats(new Array(18).fill(0), bigint);
    const look = () => {
      async('stat', { syscall: 'stat', path }, (error, list) => {
        if (this.#stopped) return;
        const now = error ? nothing : makeStats(list, bigint);
        const before = this.#last;
        this.#last = now;
        if (before === null ? error : isChanged(before, now)) this.emit('change', now, before ?? now);
        if (this.#stopped) return;
        this.#timer = setTimeout(look, interval);
        if (!this.#persistent) this.#timer.unref();
      }, absolute(path));
    };
    look();
  }
  start() {}
  stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#timer);
    process.nextTick(() => this.emit('stop'));
  }
  ref() {
    this.#persistent = true;
    this.#timer?.ref();
    return this;
  }
  unref() {
    this.#persistent = false;
    this.#timer?.unref();
    return this;
  }
}

// What uv_fs_poll compares.
const compared = ['ctimeMs', 'mtimeMs', 'birthtimeMs', 'size', 'mode', 'uid', 'gid', 'ino', 'dev'];
const isChanged = (before, now) => compared.some((name) => before[name] !== now[name]);

function watchFile(filename, options, listener) {
  const path = require('path').resolve(getPath(filename));
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = null;
  }
  options = { interval: 5007, persistent: true, ...options };
  validateFunction(listener, 'listener');
  let watcher = watched.get(path);
  if (watcher === undefined) watched.set(path, watcher = new StatWatcher(path, options));
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  const path = require('path').resolve(getPath(filename));
  const watcher = watched.get(path);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    watched.delete(path);
  }
}

module.exports = { FSWatcher, unwatchFile, watch, watchFile, watchPromise };
