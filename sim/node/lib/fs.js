'use strict';

// fs: what its files under internal/fs give, and what a directory holds.

const u = require('internal/fs/utils');
const { getOptions, getPath, makeCallback } = u;
const { atOnce, withCallback } = require('internal/fs/calls');
const files = require('internal/fs/files');
const { realpath, realpathSync } = require('internal/fs/realpath');
const { validateBoolean, validateFunction } = require('internal/validators');

// --- whether something is there ---

function exists(path, callback) {
  validateFunction(callback, 'cb');
  try {
    fs.access(path, u.constants.F_OK, (error) => callback(!error));
  } catch {
    return callback(false);
  }
}
Object.defineProperty(exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: function exists(path) { return new Promise((resolve) => { fs.exists(path, resolve); }); },
});

function existsSync(path) {
  try {
    return atOnce.accessSync(getPath(path), 0) === undefined;
  } catch {
    return false;
  }
}

// A missing file may be no error for stat and lstat.
function statSync(name) {
  const f = atOnce[name];
  return { [name](path, options = { bigint: false, throwIfNoEntry: true }) {
    try {
      return f(path, options);
    } catch (error) {
      if (options.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
      throw error;
    }
  } }[name];
}

// --- directories ---

// All that is below a directory, breadth first.
function readTree(root, options) {
  const { join, relative } = require('path');
  const result = [];
  const waiting = [root];
  for (const directory of waiting) {
    const list = u.sync('readdir', { syscall: 'scandir', path: directory }, u.absolute(directory));
    for (const pair of u.pairs(list)) {
      const path = join(directory, pair[0]);
      result.push(options.withFileTypes ? u.makeDirent(pair, directory, options) : relative(root, path));
      if (u.isBranch(path, pair, options)) waiting.push(path);
    }
  }
  return result;
}

function readdir(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  path = getPath(path);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  // A whole tree is read at once, in this form too.
  if (options.recursive) callback(null, readTree(path, options));
  else withCallback.readdir(path, options, callback);
}

function readdirSync(path, options) {
  options = getOptions(options);
  path = getPath(path);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  return options.recursive ? readTree(path, options) : atOnce.readdirSync(path, options);
}

// --- loaded when asked for ---

function later(file, name, length) {
  const f = { [name]: function (...args) { return require(file)[name](...args); } }[name];
  Object.defineProperty(f, 'length', { value: length });
  return f;
}
const copy = 'internal/fs/copy';
const remove = 'internal/fs/remove';
const watching = 'internal/fs/watch';

const {
  access, chmod, chown, copyFile, fchmod, fchown, fdatasync, fstat, fsync, ftruncate, futimes, lchown, link, lstat, lutimes, mkdir,
  mkdtemp, readlink, rename, stat, statfs, symlink, unlink, utimes,
} = withCallback;
const {
  accessSync, chmodSync, chownSync, copyFileSync, fchmodSync, fchownSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync,
  futimesSync, lchownSync, linkSync, lutimesSync, mkdirSync, mkdtempSync, readlinkSync, renameSync, statfsSync, symlinkSync,
  unlinkSync, utimesSync,
} = atOnce;
const {
  appendFile, appendFileSync, close, closeSync, open, openAsBlob, openSync, read, readFile, readFileSync, readSync, readv, readvSync,
  truncate, truncateSync, write, writeFile, writeFileSync, writeSync, writev, writevSync,
} = files;

const fs = module.exports = {
  appendFile, appendFileSync, access, accessSync, chown, chownSync, chmod, chmodSync, close, closeSync, copyFile, copyFileSync,
  cp: later(copy, 'cp', 4), cpSync: later(copy, 'cpSync', 3),
  createReadStream: function createReadStream(path, options) { return new fs.ReadStream(path, options); },
  createWriteStream: function createWriteStream(path, options) { return new fs.WriteStream(path, options); },
  exists, existsSync, fchown, fchownSync, fchmod, fchmodSync, fdatasync, fdatasyncSync, fstat, fstatSync, fsync, fsyncSync,
  ftruncate, ftruncateSync, futimes, futimesSync, lchown, lchownSync, lchmod: undefined, lchmodSync: undefined, link, linkSync,
  lstat, lstatSync: statSync('lstatSync'), lutimes, lutimesSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, open, openSync, openAsBlob,
  readdir, readdirSync, read, readSync, readv, readvSync, readFile, readFileSync, readlink, readlinkSync, realpath, realpathSync,
  rename, renameSync, rm: later(remove, 'rm', 3), rmSync: later(remove, 'rmSync', 2), rmdir: later(remove, 'rmdir', 3),
  rmdirSync: later(remove, 'rmdirSync', 2), stat, statfs, statSync: statSync('statSync'), statfsSync, symlink, symlinkSync, truncate,
  truncateSync, unwatchFile: later(watching, 'unwatchFile', 2), unlink, unlinkSync, utimes, utimesSync, watch: later(watching, 'watch', 3),
  watchFile: later(watching, 'watchFile', 3), writeFile, writeFileSync, write, writeSync, writev, writevSync, Dirent: u.Dirent,
  Stats: u.Stats,
};

// A class that is loaded when it is asked for, and may be replaced.
function lazy(name, file, key = name) {
  Object.defineProperty(fs, name, {
    get() { return require(file)[key]; },
    set(value) { Object.defineProperty(fs, name, { value, writable: true, configurable: true, enumerable: true }); },
    configurable: true, enumerable: true,
  });
}
lazy('ReadStream', 'internal/fs/streams');
lazy('WriteStream', 'internal/fs/streams');
lazy('FileReadStream', 'internal/fs/streams', 'ReadStream');
lazy('FileWriteStream', 'internal/fs/streams', 'WriteStream');
fs._toUnixTimestamp = u.toUnixTimestamp;
lazy('Dir', 'internal/fs/dir');
fs.opendir = later('internal/fs/dir', 'opendir', 3);
fs.opendirSync = later('internal/fs/dir', 'opendirSync', 2);
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) {
  Object.defineProperty(fs, name, { value: u.constants[name], enumerable: true });
}
Object.defineProperty(fs, 'constants', { value: u.constants, enumerable: true });
Object.defineProperty(fs, 'promises', { get() { return require('fs/promises'); }, configurable: true, enumerable: true });
