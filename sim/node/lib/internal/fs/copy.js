'use strict';

// cp: copies files, links and whole trees. What is to be done is told step by
// step; the forms at once and as a promise take the steps.

const u = require('internal/fs/utils');
const { getPath, makeCallback, systemError } = u;
const { atOnce } = require('internal/fs/calls');
const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { dirname, isAbsolute, join, parse, resolve } = require('path');

const flags = ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks'];

function checkOptions(options) {
  const defaults = {
    dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false, recursive: false,
    verbatimSymlinks: false,
  };
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  for (const name of flags) validateBoolean(options[name], `options.${name}`);
  if (options.mode == null) options.mode = 0;
  else validateInteger(options.mode, 'mode', 0, 7);
  if (options.dereference === true && options.verbatimSymlinks === true) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

// What cp fails with: its own code, the words of that, and the system's.
function failure(code, words, message, path, systemCode, errno) {
  return systemError(code, words, { message, path, syscall: 'cp', errno, code: systemCode });
}
const invalid = (message, path) => failure('ERR_FS_CP_EINVAL', 'Invalid src or dest', message, path, 'EINVAL', 22);

const areSame = (a, b) => b.ino && b.dev && b.ino === a.ino && b.dev === a.dev;
const partsOf = (path) => resolve(path).split('/').filter(Boolean);
function isBelow(directory, path) {
  const below = partsOf(path);
  return partsOf(directory).every((part, i) => below[i] === part);
}

// --- the steps ---

function* copy(src, dest, options) {
  const found = yield* check(src, dest, options);
  if (!found) return;
  yield* checkParents(src, found.srcStat, dest);
  const parent = dirname(dest);
  if (!(yield { exists: parent })) yield { call: ['mkdir', parent, { recursive: true }] };
  yield* copyOne(found.destStat, src, dest, options);
}

function* check(src, dest, options) {
  if (options.filter && !(yield { filter: [src, dest] })) return undefined;
  const stat = options.dereference ? 'stat' : 'lstat';
  const srcStat = yield { call: [stat, src, { bigint: true }] };
  const destStat = yield { call: [stat, dest, { bigint: true }], mayBeMissing: true };
  if (destStat) {
    if (areSame(srcStat, destStat)) throw invalid('src and dest cannot be the same', dest);
    if (srcStat.isDirectory() && !destStat.isDirectory()) {
      throw failure('ERR_FS_CP_DIR_TO_NON_DIR', 'Cannot overwrite non-directory with directory',
        `cannot overwrite non-directory ${dest} with directory ${src}`, dest, 'EISDIR', 21);
    }
    if (!srcStat.isDirectory() && destStat.isDirectory()) {
      throw failure('ERR_FS_CP_NON_DIR_TO_DIR', 'Cannot overwrite directory with non-directory',
        `cannot overwrite directory ${dest} with non-directory ${src}`, dest, 'ENOTDIR', 20);
    }
  }
  if (srcStat.isDirectory() && isBelow(src, dest)) throw invalid(`cannot copy ${src} to a subdirectory of self ${dest}`, dest);
  return { srcStat, destStat };
}

// No directory above the destination may be the source.
function* checkParents(src, srcStat, dest) {
  const end = resolve(dirname(src));
  for (let at = resolve(dirname(dest)); at !== end && at !== parse(at).root; at = resolve(dirname(at))) {
    const stat = yield { call: ['stat', at, { bigint: true }], mayBeMissing: true };
    if (!stat) return;
    if (areSame(srcStat, stat)) throw invalid(`cannot copy ${src} to a subdirectory of self ${dest}`, dest);
  }
}

function* copyOne(destStat, src, dest, options) {
  const stat = yield { call: [options.dereference ? 'stat' : 'lstat', src] };
  if (stat.isDirectory()) {
    if (!options.recursive) {
      throw failure('ERR_FS_EISDIR', 'Path is a directory', `${src} is a directory (not copied)`, src, 'EISDIR', yield { errno: [22, 21] });
    }
    yield* copyDirectory(stat, destStat, src, dest, options);
  } else if (stat.isSymbolicLink()) {
    yield* copyLink(destStat, src, dest, options);
  } else {
    yield* copyFile(stat, destStat, src, dest, options);
  }
}

function* copyFile(stat, destStat, src, dest, options) {
  if (destStat) {
    if (!options.force) {
      if (!options.errorOnExist) return;
      throw failure('ERR_FS_CP_EEXIST', 'Target already exists', `${dest} already exists`, dest, 'EEXIST', 17);
    }
    yield { call: ['unlink', dest] };
  }
  yield { call: ['copyFile', src, dest, options.mode] };
  if (options.preserveTimestamps) {
    if ((stat.mode & 0o200) === 0) yield { call: ['chmod', dest, stat.mode | 0o200] };
    const { atime, mtime } = yield { call: ['stat', src] };
    yield { call: ['utimes', dest, atime, mtime] };
  }
  yield { call: ['chmod', dest, stat.mode] };
}

function* copyDirectory(stat, destStat, src, dest, options) {
  if (!destStat) yield { call: ['mkdir', dest] };
  for (const name of yield { call: ['readdir', src] }) {
    const from = join(src, name);
    const to = join(dest, name);
    const found = yield* check(from, to, options);
    if (found) yield* copyOne(found.destStat, from, to, options);
  }
  if (!destStat) yield { call: ['chmod', dest, stat.mode] };
}

function* copyLink(destStat, src, dest, options) {
  let target = yield { call: ['readlink', src] };
  if (!options.verbatimSymlinks && !isAbsolute(target)) target = resolve(dirname(src), target);
  if (destStat) {
    let there;
    try {
      there = yield { call: ['readlink', dest] };
    } catch (error) {
      if (error.code !== 'EINVAL') throw error;
      yield { call: ['symlink', target, dest] };
      return;
    }
    if (!isAbsolute(there)) there = resolve(dirname(dest), there);
    if (isBelow(target, there)) throw invalid(`cannot copy ${target} to a subdirectory of self ${there}`, dest);
    if ((yield { call: ['stat', src] }).isDirectory() && isBelow(there, target)) {
      throw failure('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'Cannot overwrite symlink in subdirectory of self',
        `cannot overwrite ${there} with ${target}`, dest, 'EINVAL', 22);
    }
    yield { call: ['unlink', dest] };
  }
  yield { call: ['symlink', target, dest] };
}

// --- the forms ---

const isMissing = (error) => error.code === 'ENOENT';

// Takes the steps; take does one of them, and is told whether what it throws
// goes into the steps.
function takeSync(step, options) {
  if (step.errno) return step.errno[0];
  if (step.filter) {
    const wanted = options.filter(...step.filter);
    if (wanted instanceof Promise) throw new codes.ERR_INVALID_RETURN_VALUE('boolean', 'filter', wanted);
    return wanted;
  }
  if (step.exists) return require('fs').existsSync(step.exists);
  const [name, ...args] = step.call;
  try {
    return atOnce[`${name}Sync`](...args);
  } catch (error) {
    if (step.mayBeMissing && isMissing(error)) return undefined;
    throw error;
  }
}

function cpSync(src, dest, options) {
  options = checkOptions(options);
  const steps = copy(getPath(src, 'src'), getPath(dest, 'dest'), options);
  for (let step = steps.next(); !step.done;) {
    let value;
    try {
      value = takeSync(step.value, options);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(value);
  }
}

async function takeLater(step, options, promises) {
  if (step.errno) return step.errno[1];
  if (step.filter) return options.filter(...step.filter);
  try {
    if (step.exists) {
      await promises.stat(step.exists);
      return true;
    }
    const [name, ...args] = step.call;
    return await promises[name](...args);
  } catch (error) {
    if ((step.mayBeMissing || step.exists) && isMissing(error)) return undefined;
    throw error;
  }
}

async function copyLater(src, dest, options) {
  const promises = require('fs/promises');
  const steps = copy(src, dest, options);
  for (let step = steps.next(); !step.done;) {
    let value;
    try {
      value = await takeLater(step.value, options, promises);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(value);
  }
}

async function cpPromise(src, dest, options) {
  options = checkOptions(options);
  src = getPath(src, 'src');
  dest = getPath(dest, 'dest');
  return copyLater(src, dest, options);
}
Object.defineProperty(cpPromise, 'name', { value: 'cp' });

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  options = checkOptions(options);
  src = getPath(src, 'src');
  dest = getPath(dest, 'dest');
  copyLater(src, dest, options).then(() => process.nextTick(callback, null), (error) => process.nextTick(callback, error));
}

module.exports = { cp, cpPromise, cpSync };
