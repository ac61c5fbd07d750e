'use strict';

// fs.watch tells of changes as they happen; fs.watchFile looks again and again.

const EventEmitter = require('events');
const { absolute, encodeName, failure, getOptions, getPath, makeStats, native, async } = require('internal/fs/utils');
const { validateFunction } = require('internal/validators');

class FSWatcher extends EventEmitter {
  #handle;
  constructor(path, options) {
    super();
    const handle = native.watch(absolute(path), !!options.recursive, (kind, name) => {
      this.emit('change', kind, encodeName(name, options));
    });
    if (typeof handle === 'string') {
      const error = failure(handle, { syscall: 'watch', path });
      error.filename = path;
      throw error;
    }
    this.#handle = handle;
    if (options.persistent === false) handle.setRef(false);
  }
  close() {
    if (!this.#handle) return;
    this.#handle.close();
    this.#handle = null;
    process.nextTick(() => this.emit('close'));
  }
  ref() { this.#handle?.setRef(true); return this; }
  unref() { this.#handle?.setRef(false); return this; }
}

exports.FSWatcher = FSWatcher;

exports.watch = function watch(path, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  options = getOptions(options);
  const watcher = new FSWatcher(getPath(path), options);
  if (listener) watcher.addListener('change', listener);
  if (options.signal) {
    if (options.signal.aborted) process.nextTick(() => watcher.close());
    else options.signal.addEventListener('abort', () => watcher.close(), { once: true });
  }
  return watcher;
};

const watched = new Map();
const nothing = () => makeStats(new Array(14).fill(0));

class StatWatcher extends EventEmitter {
  constructor(path, { interval = 5007, persistent = true, bigint = false } = {}) {
    super();
    this.last = null;
    const look = () => {
      async('stat', { syscall: 'stat', path }, (error, list) => {
        if (this.stopped) return;
        const now = error ? nothing() : makeStats(list, bigint);
        const before = this.last;
        this.last = now;
        if (before === null ? error : before.mtimeMs !== now.mtimeMs || before.size !== now.size || before.ino !== now.ino) {
          this.emit('change', now, before || now);
        }
        if (this.stopped) return;
        this.timer = setTimeout(look, interval);
        if (!persistent) this.timer.unref();
      }, absolute(path));
    };
    look();
  }
  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    process.nextTick(() => this.emit('stop'));
  }
  ref() { this.timer?.ref(); return this; }
  unref() { this.timer?.unref(); return this; }
}

exports.watchFile = function watchFile(path, options, listener) {
  const name = require('path').resolve(getPath(path));
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = {};
  }
  validateFunction(listener, 'listener');
  let watcher = watched.get(name);
  if (!watcher) watched.set(name, watcher = new StatWatcher(name, options));
  watcher.addListener('change', listener);
  return watcher;
};

exports.unwatchFile = function unwatchFile(path, listener) {
  const name = require('path').resolve(getPath(path));
  const watcher = watched.get(name);
  if (!watcher) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    watched.delete(name);
  }
};
