'use strict';

// fs.Dir: the entries of a directory one by one. They are read in batches, each
// a trip to the pool; operations wait for each other.

const u = require('internal/fs/utils');
const { absolute, async, getOptions, getPath, makeDirent, pairs, sync } = u;
const { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { validateFunction, validateUint32 } = require('internal/validators');

const kDirBufferedEntries = Symbol('kDirBufferedEntries');
const kDirClosed = Symbol('kDirClosed');
const kDirOperationQueue = Symbol('kDirOperationQueue');
const kDirOptions = Symbol('kDirOptions');
const kDirPath = Symbol('kDirPath');
const kDirHandle = Symbol('kDirHandle');
const kDirReadImpl = Symbol('kDirReadImpl');
const kDirReadPromisified = Symbol('kDirReadPromisified');
const kDirClosePromisified = Symbol('kDirClosePromisified');

// The entries that have not been read: what was found when the directory was
// opened.
class DirHandle {
  #rest;
  constructor(list) { this.#rest = pairs(list); }
  take(count) { return this.#rest.splice(0, count); }
}

class Dir {
  constructor(list, path, options) {
    if (list === null || list === undefined) throw new ERR_MISSING_ARGS('handle');
    this[kDirHandle] = new DirHandle(list);
    this[kDirBufferedEntries] = [];
    this[kDirPath] = path;
    this[kDirClosed] = false;
    this[kDirOperationQueue] = null;
    this[kDirOptions] = { bufferSize: 32, ...getOptions(options, { encoding: 'utf8' }) };
    validateUint32(this[kDirOptions].bufferSize, 'options.bufferSize', true);
    const { promisify } = require('util');
    this[kDirReadPromisified] = promisify(this[kDirReadImpl]).bind(this, false);
    this[kDirClosePromisified] = promisify(this.close).bind(this);
  }
  get path() { return this[kDirPath]; }

  read(callback) { return this[kDirReadImpl](true, callback); }
  [kDirReadImpl](inTick, callback) {
    if (this[kDirClosed]) throw new ERR_DIR_CLOSED();
    if (callback === undefined) return this[kDirReadPromisified]();
    validateFunction(callback, 'callback');
    if (this[kDirOperationQueue] !== null) {
      this[kDirOperationQueue].push(() => this[kDirReadImpl](inTick, callback));
      return undefined;
    }
    if (this[kDirBufferedEntries].length > 0) {
      const entry = this.#next();
      if (inTick) process.nextTick(callback, null, entry);
      else callback(null, entry);
      return undefined;
    }
    this[kDirOperationQueue] = [];
    async('access', { syscall: 'scandir', path: '/' }, () => {
      process.nextTick(() => {
        const waiting = this[kDirOperationQueue];
        this[kDirOperationQueue] = null;
        for (const operation of waiting) operation();
      });
      this.#fill();
      callback(null, this.#next());
    }, '/', 0);
    return undefined;
  }
  readSync() {
    if (this[kDirClosed]) throw new ERR_DIR_CLOSED();
    if (this[kDirOperationQueue] !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    if (this[kDirBufferedEntries].length === 0) this.#fill();
    return this.#next();
  }
  // Reads the next batch.
  #fill() {
    this.processReadResult(this[kDirPath], this[kDirHandle].take(this[kDirOptions].bufferSize));
  }
  processReadResult(path, result) {
    for (const pair of result) this[kDirBufferedEntries].push(makeDirent(pair, path, this[kDirOptions]));
  }
  #next() {
    const entry = this[kDirBufferedEntries].shift();
    if (entry === undefined) return null;
    if (this[kDirOptions].recursive && entry.isDirectory()) this.readSyncRecursive(entry);
    return entry;
  }
  readSyncRecursive(dirent) {
    const path = require('path').join(dirent.parentPath, dirent.name);
    this.processReadResult(path, pairs(sync('readdir', { syscall: 'opendir', path }, absolute(path))));
  }

  close(callback) {
    if (callback === undefined) {
      if (this[kDirClosed]) return Promise.reject(new ERR_DIR_CLOSED());
      return this[kDirClosePromisified]();
    }
    validateFunction(callback, 'callback');
    if (this[kDirClosed]) {
      process.nextTick(callback, new ERR_DIR_CLOSED());
    } else if (this[kDirOperationQueue] !== null) {
      this[kDirOperationQueue].push(() => this.close(callback));
    } else {
      this[kDirClosed] = true;
      async('access', { syscall: 'close', path: '/' }, () => callback(null), '/', 0);
    }
    return undefined;
  }
  closeSync() {
    if (this[kDirClosed]) throw new ERR_DIR_CLOSED();
    if (this[kDirOperationQueue] !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    this[kDirClosed] = true;
  }
  async* entries() {
    try {
      for (;;) {
        const entry = await this[kDirReadPromisified]();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      await this[kDirClosePromisified]();
    }
  }
}
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true,
});

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  path = getPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  async('readdir', { syscall: 'opendir', path }, (error, list) => {
    if (error) callback(error);
    else callback(null, new Dir(list, path, options));
  }, absolute(path));
}
function opendirSync(path, options) {
  path = getPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  return new Dir(sync('readdir', { syscall: 'opendir' }, absolute(path)), path, options);
}

module.exports = { Dir, opendir, opendirSync };
