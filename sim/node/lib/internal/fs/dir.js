'use strict';

// fs.Dir: the entries of a directory one by one.

const { absolute, async, getOptions, getPath, makeDirent, maybeCallback, pairs, sync } = require('internal/fs/utils');
const { ERR_DIR_CLOSED } = require('internal/errors').codes;
const { validateUint32 } = require('internal/validators');

class Dir {
  #entries;
  #options;
  #closed = false;
  constructor(list, path, options) {
    this.#entries = pairs(list);
    this.#options = options;
    Object.defineProperty(this, '_path', { value: path, enumerable: false });
  }
  get path() { return this._path; }

  readSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    const next = this.#entries.shift();
    return next === undefined ? null : makeDirent(next, this._path, this.#options);
  }
  read(callback) {
    if (callback === undefined) return this.#promise((done) => this.read(done));
    maybeCallback(callback);
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#entries.length > 0) {
      const entry = this.readSync();
      process.nextTick(callback, null, entry);
      return undefined;
    }
    async('access', { syscall: 'scandir', path: this._path }, () => callback(null, this.readSync()), absolute(this._path), 0);
    return undefined;
  }
  closeSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    this.#closed = true;
  }
  close(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(new ERR_DIR_CLOSED());
      return this.#promise((done) => this.close(done));
    }
    maybeCallback(callback);
    if (this.#closed) {
      process.nextTick(callback, new ERR_DIR_CLOSED());
      return undefined;
    }
    this.#closed = true;
    async('access', { syscall: 'close', path: this._path }, () => callback(null), absolute(this._path), 0);
    return undefined;
  }
  #promise(start) {
    return new Promise((resolve, reject) => { start((error, value) => (error ? reject(error) : resolve(value))); });
  }
  entries() {
    const dir = this;
    return {
      async next() {
        const value = await dir.read();
        if (value !== null) return { value, done: false };
        await dir.close();
        return { value: undefined, done: true };
      },
      async return(value) {
        await dir.close();
        return { value, done: true };
      },
      [Symbol.asyncIterator]() { return this; },
    };
  }
  [Symbol.asyncIterator]() { return this.entries(); }
}

function check(options) {
  options = getOptions(options, { encoding: 'utf8' });
  if (options.bufferSize !== undefined) validateUint32(options.bufferSize, 'options.bufferSize', true);
  return options;
}

exports.opendir = function opendir(path, options, callback) {
  callback = maybeCallback(typeof options === 'function' ? options : callback);
  const name = getPath(path);
  options = check(options);
  async('readdir', { syscall: 'opendir', path: name },
    (error, list) => (error ? callback(error) : callback(null, new Dir(list, name, options))), absolute(name));
};
exports.opendirSync = function opendirSync(path, options) {
  const name = getPath(path);
  options = check(options);
  return new Dir(sync('readdir', { syscall: 'opendir' }, absolute(name)), name, options);
};
exports.Dir = Dir;
