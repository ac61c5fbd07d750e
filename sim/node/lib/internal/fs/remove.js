'use strict';

// rm, and rmdir of whole trees: with callbacks each name is a trip to the pool
// of its own, and the names of a directory are removed side by side.

const u = require('internal/fs/utils');
const { getPath, makeCallback } = u;
const { atOnce, withCallback } = require('internal/fs/calls');
const { validateBoolean, validateInt32, validateObject, validateUint32 } = require('internal/validators');

// Errors that may go away: for these it is tried again.
const retried = new Set(['EBUSY', 'EMFILE', 'ENFILE', 'ENOTEMPTY', 'EPERM']);
const notEmpty = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);
const join = (directory, name) => `${directory}/${name}`;

const removeDefaults = { recursive: false, force: false, retryDelay: 100, maxRetries: 0 };
const rmdirDefaults = { retryDelay: 100, maxRetries: 0, recursive: false };

function checkOptions(options, defaults) {
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  validateBoolean(options.recursive, 'options.recursive');
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
  return options;
}
function checkRemoveOptions(options) {
  options = checkOptions(options, removeDefaults);
  validateBoolean(options.force, 'options.force');
  return options;
}

const isDirectoryError = (path) => u.systemError('ERR_FS_EISDIR', 'Path is a directory',
  { code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: 21 });

// --- with callbacks ---

function removeTree(path, options, callback) {
  let retries = 0;
  const done = (error) => {
    if (error) {
      if (retried.has(error.code) && retries < options.maxRetries) {
        retries++;
        setTimeout(removeNow, retries * options.retryDelay, path, options, done);
        return;
      }
      if (error.code === 'ENOENT') error = null;
    }
    callback(error);
  };
  removeNow(path, options, done);
}

function removeNow(path, options, callback) {
  withCallback.lstat(path, (error, stats) => {
    if (error) {
      if (error.code === 'ENOENT') return callback(null);
    } else if (stats.isDirectory()) {
      return removeDirectory(path, options, error, callback);
    }
    withCallback.unlink(path, (failed) => {
      if (failed?.code === 'ENOENT') return callback(null);
      if (failed?.code === 'EISDIR' || failed?.code === 'EPERM') return removeDirectory(path, options, failed, callback);
      callback(failed);
    });
  });
}

function removeDirectory(path, options, before, callback) {
  withCallback.rmdir(path, (error) => {
    if (error && notEmpty.has(error.code)) return removeChildren(path, options, callback);
    if (error?.code === 'ENOTDIR') return callback(before);
    callback(error);
  });
}

function removeChildren(path, options, callback) {
  withCallback.readdir(path, (error, names) => {
    if (error) return callback(error);
    let left = names.length;
    if (left === 0) return withCallback.rmdir(path, callback);
    let done = false;
    for (const name of names) {
      removeTree(join(path, name), options, (failed) => {
        if (done) return;
        if (failed) {
          done = true;
          callback(failed);
        } else if (--left === 0) {
          withCallback.rmdir(path, callback);
        }
      });
    }
  });
}

// Whether there is something to remove: callback(error, options), or
// callback(false) if it is not the directory that was expected.
function look(path, options, expectDirectory, callback) {
  options = checkRemoveOptions(options);
  require('fs').lstat(path, (error, stats) => {
    if (error) callback(options.force && error.code === 'ENOENT' ? null : error, options);
    else if (expectDirectory && !stats.isDirectory()) callback(false);
    else if (stats.isDirectory() && !options.recursive) callback(isDirectoryError(path));
    else callback(null, options);
  });
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  path = getPath(path);
  look(path, options, false, (error, checked) => {
    if (error) callback(error);
    else removeTree(path, checked, callback);
  });
}

let warned = false;
function warnOfRecursiveRmdir() {
  if (warned || process.noDeprecation) return;
  warned = true;
  process.emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) ' +
    'will be removed. Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
}

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  path = getPath(path);
  if (!options?.recursive) {
    checkOptions(options, rmdirDefaults);
    withCallback.rmdir(path, callback);
    return;
  }
  warnOfRecursiveRmdir();
  look(path, { ...options, force: false }, true, (error, checked) => {
    if (error === false) withCallback.rmdir(path, callback);
    else if (error) callback(error);
    else removeTree(path, checked, callback);
  });
}

// --- at once ---

function lookSync(path, options, expectDirectory) {
  options = checkRemoveOptions(options);
  if (!options.force || expectDirectory || !options.recursive) {
    const stats = options.force ? require('fs').lstatSync(path, { throwIfNoEntry: false }) : atOnce.lstatSync(path);
    const isDirectory = stats?.isDirectory();
    if (expectDirectory && !isDirectory) return false;
    if (isDirectory && !options.recursive) throw isDirectoryError(path);
  }
  return options;
}

function removeTreeSync(path, options) {
  let stats;
  try {
    stats = atOnce.lstatSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return;
  }
  if (!stats?.isDirectory()) {
    u.ifThere(() => atOnce.unlinkSync(path));
    return;
  }
  try {
    atOnce.rmdirSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    if (!notEmpty.has(error.code)) throw error;
    for (const name of atOnce.readdirSync(path)) removeTreeSync(join(path, name), options);
    u.ifThere(() => atOnce.rmdirSync(path));
  }
}

function rmSync(path, options) {
  path = getPath(path);
  removeTreeSync(path, lookSync(path, options, false));
}

function rmdirSync(path, options) {
  path = getPath(path);
  if (options?.recursive) {
    warnOfRecursiveRmdir();
    const checked = lookSync(path, { ...options, force: false }, true);
    if (checked !== false) {
      removeTreeSync(path, checked);
      return;
    }
  } else {
    checkOptions(options, rmdirDefaults);
  }
  atOnce.rmdirSync(path);
}

// --- as promises ---

const removing = (path, options) => new Promise((resolve, reject) => {
  removeTree(path, options, (error) => {
    if (error) reject(error);
    else resolve();
  });
});

async function rmPromise(path, options) {
  path = getPath(path);
  options = await new Promise((resolve, reject) => {
    look(path, options, false, (error, checked) => {
      if (error) reject(error);
      else resolve(checked);
    });
  });
  return removing(path, options);
}

async function rmdirPromise(path, options) {
  path = getPath(path);
  options = checkOptions(options, rmdirDefaults);
  if (options.recursive) {
    warnOfRecursiveRmdir();
    if ((await require('fs/promises').stat(path)).isDirectory()) return removing(path, options);
  }
  return await u.promised('rmdir', { syscall: 'rmdir', path }, u.absolute(path)).then(undefined, u.fromHere);
}
Object.defineProperty(rmPromise, 'name', { value: 'rm' });
Object.defineProperty(rmdirPromise, 'name', { value: 'rmdir' });

module.exports = { rm, rmPromise, rmSync, rmdir, rmdirPromise, rmdirSync };
