'use strict';

// The calls of the file system that take names or descriptors and are over
// with one trip to the pool, in three forms: with a callback, at once, and as a
// promise. Each is told of here once: what it asks for, and its checks.

const u = require('internal/fs/utils');
const { absolute, async, encodeName, entriesOf, getFd, getOptions, getPath, makeCallback, makeStats, promised, sync } = u;
const { codes } = require('internal/errors');
const { ERR_FS_INVALID_SYMLINK_TYPE } = codes;
const { parseFileMode, validateBoolean, validateInteger } = require('internal/validators');

const largestUser = 4294967295;

// What is asked for: an operation, how its error is told, its arguments, and
// what is made of its result.
const ask = (operation, where, args, convert) => ({ operation, where, args, convert });

// A call with one name, or with a descriptor.
function ofPath(operation, syscall, path, args = [], convert = undefined) {
  return ask(operation, { syscall, path }, [absolute(path), ...args], convert);
}
function ofFd(operation, syscall, fd, args = [], convert = undefined) {
  return ask(operation, { syscall }, [getFd(fd), ...args], convert);
}
function ofTwo(operation, syscall, from, to, args = []) {
  return ask(operation, { syscall, path: from, dest: to }, [absolute(from), absolute(to), ...args]);
}

const statsOf = (operation) => (path, options) => {
  path = getPath(path);
  return ofPath(operation, operation, path, [], (list) => makeStats(list, options?.bigint));
};

function checkOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, largestUser);
  validateInteger(gid, 'gid', -1, largestUser);
}

function mkdirOptions(options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = options;
  } else if (options) {
    if (options.recursive !== undefined) recursive = options.recursive;
    if (options.mode !== undefined) mode = options.mode;
  }
  return { mode, recursive };
}

// Makes a directory and those that it lies in: tries the last one first, and
// goes up as long as there is none to make it in. Each try is a trip to the
// pool. The result is the first that was made. Done at once, errors name the
// path; else they name what was tried last. (MKDirpSync and MKDirpAsync of
// src/node_file.cc)
function* makeDirectories(path, mode, atOnce) {
  const waiting = [path];
  let first;
  while (waiting.length > 0) {
    const next = waiting.pop();
    const where = { syscall: 'mkdir', path: atOnce ? path : next };
    const failing = (error) => (atOnce ? error : u.failure(error.code, where));
    const error = (yield ['mkdir', absolute(next), mode]).error;
    if (error === undefined) {
      first ??= next;
      continue;
    }
    if (hopeless.has(error.code)) throw failing(error);
    if (error.code === 'ENOENT') {
      const slash = next.lastIndexOf('/');
      if (slash >= 0) {
        waiting.push(next, next.slice(0, slash));
        continue;
      }
      if (waiting.length > 0) continue;
    }
    const there = yield ['stat', absolute(next)];
    const below = error.code === 'EEXIST' && waiting.length > 0;
    if (there.error) throw below && !atOnce ? u.failure('ENOTDIR', where) : failing(there.error);
    if (!makeStats(there.result).isDirectory()) throw u.failure(below ? 'ENOTDIR' : 'EEXIST', where);
  }
  return first;
}
const hopeless = new Set(['EACCES', 'ENOSPC', 'ENOTDIR', 'EPERM']);

function checkSymlinkType(type) {
  if (typeof type !== 'string' || ['dir', 'file', 'junction'].includes(type)) return;
  throw new ERR_FS_INVALID_SYMLINK_TYPE(type);
}

let warnedOfTemplate = false;
function warnOfTemplate(prefix) {
  if (warnedOfTemplate || !prefix.endsWith('X')) return;
  process.emitWarning('mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html');
  warnedOfTemplate = true;
}

class StatFs {
  constructor(bigint) {
    // The disk of the simulated machine, as an ext4 of 10 GiB.
    const numbers = { type: 61267, bsize: 4096, blocks: 2621440, bfree: 1310720, bavail: 1310720, files: 655360, ffree: 600000 };
    for (const name of Object.keys(numbers)) this[name] = bigint ? BigInt(numbers[name]) : numbers[name];
  }
}

/**
 * For each call: request(...arguments), which checks them; how many arguments
 * come before the callback, and from which on they may be left out; and, where
 * it is not that number, the length of the functions. Where the arguments are
 * checked before the callback, checkFirst says so.
 */
const calls = {
  access: {
    checkFirst: true, takes: 2, optional: 1, lengths: [3, 2, 1],
    request(path, mode) {
      path = getPath(path);
      return ofPath('access', 'access', path, [u.checkMode(mode)]);
    },
  },
  chmod: {
    checkFirst: true, takes: 2,
    request(path, mode) {
      path = getPath(path);
      mode = parseFileMode(mode, 'mode');
      return ofPath('chmod', 'chmod', path, [mode]);
    },
  },
  fchmod: {
    checkFirst: true, takes: 2,
    request(fd, mode) {
      mode = parseFileMode(mode, 'mode');
      return ofFd('fchmod', 'fchmod', fd, [mode]);
    },
  },
  chown: {
    takes: 3,
    request(path, uid, gid) {
      path = getPath(path);
      checkOwner(uid, gid);
      return ofPath('chown', 'chown', path, [uid, gid]);
    },
  },
  lchown: {
    takes: 3,
    request(path, uid, gid) {
      path = getPath(path);
      checkOwner(uid, gid);
      return ofPath('lchown', 'lchown', path, [uid, gid]);
    },
  },
  fchown: {
    checkFirst: true, takes: 3,
    request(fd, uid, gid) {
      checkOwner(uid, gid);
      return ofFd('fchown', 'fchown', fd, [uid, gid]);
    },
  },
  copyFile: {
    checkFirst: true, takes: 3, optional: 2, lengths: [4, 3, 3],
    request(src, dest, mode) {
      src = getPath(src, 'src');
      dest = getPath(dest, 'dest');
      return ofTwo('copyFile', 'copyfile', src, dest, [u.checkMode(mode)]);
    },
  },
  fdatasync: { takes: 1, request(fd) { return ofFd('fsync', 'fdatasync', fd); } },
  fsync: { takes: 1, request(fd) { return ofFd('fsync', 'fsync', fd); } },
  fstat: {
    takes: 2, optional: 1, lengths: [1, 1, 1],
    request(fd, options) { return ofFd('fstat', 'fstat', fd, [], (list) => makeStats(list, options?.bigint)); },
  },
  lstat: { takes: 2, optional: 1, lengths: [1, 1, 1], request: statsOf('lstat') },
  stat: { takes: 2, optional: 1, lengths: [1, 1, 1], request: statsOf('stat') },
  statfs: {
    takes: 2, optional: 1, lengths: [1, 1, 1],
    request(path, options) { return ofPath('access', 'statfs', getPath(path), [0], () => new StatFs(options?.bigint)); },
  },
  ftruncate: {
    takes: 2, optional: 1, lengths: [1, 1, 1],
    request(fd, length = 0) {
      validateInteger(length, 'len');
      return ofFd('ftruncate', 'ftruncate', fd, [Math.max(0, length)]);
    },
  },
  utimes: {
    takes: 3,
    request(path, atime, mtime) {
      path = getPath(path);
      return ofPath('utimes', 'utime', path, [u.toUnixTimestamp(atime), u.toUnixTimestamp(mtime)]);
    },
  },
  lutimes: {
    takes: 3,
    request(path, atime, mtime) {
      path = getPath(path);
      return ofPath('lutimes', 'lutime', path, [u.toUnixTimestamp(atime), u.toUnixTimestamp(mtime)]);
    },
  },
  futimes: {
    checkFirst: true, takes: 3,
    request(fd, atime, mtime) {
      atime = u.toUnixTimestamp(atime, 'atime');
      mtime = u.toUnixTimestamp(mtime, 'mtime');
      return ofFd('futimes', 'futime', fd, [atime, mtime]);
    },
  },
  link: {
    takes: 2,
    request(existingPath, newPath) {
      existingPath = getPath(existingPath, 'existingPath');
      newPath = getPath(newPath, 'newPath');
      return ofTwo('link', 'link', existingPath, newPath);
    },
  },
  rename: {
    takes: 2,
    request(oldPath, newPath) {
      oldPath = getPath(oldPath, 'oldPath');
      newPath = getPath(newPath, 'newPath');
      return ofTwo('rename', 'rename', oldPath, newPath);
    },
  },
  symlink: {
    takes: 3, optional: 2, lengths: [4, 3, 3],
    request(target, path, type) {
      target = getPath(target, 'target');
      path = getPath(path);
      checkSymlinkType(type);
      return ask('symlink', { syscall: 'symlink', path: target, dest: path }, [target, absolute(path)]);
    },
  },
  readlink: {
    takes: 2, optional: 1,
    request(path, options) {
      options = getOptions(options);
      path = getPath(path, 'oldPath');
      return ofPath('readlink', 'readlink', path, [], (target) => encodeName(target, options));
    },
  },
  unlink: { takes: 1, request(path) { return ofPath('unlink', 'unlink', getPath(path)); } },
  mkdir: {
    takes: 2, optional: 1,
    request(path, options) {
      const { mode, recursive } = mkdirOptions(options);
      path = getPath(path);
      validateBoolean(recursive, 'options.recursive');
      const checked = parseFileMode(mode, 'mode');
      if (!recursive) return ofPath('mkdir', 'mkdir', path, [checked]);
      return { where: { syscall: 'mkdir', path }, steps: (atOnce) => makeDirectories(path, checked, atOnce) };
    },
  },
  mkdtemp: {
    takes: 2, optional: 1,
    request(prefix, options) {
      options = getOptions(options);
      prefix = getPath(prefix, 'prefix');
      warnOfTemplate(prefix);
      return ask('mkdtemp', { syscall: 'mkdtemp', path: `${prefix}XXXXXX` }, [absolute(prefix)],
        (made) => encodeName(prefix + made.slice(-6), options));
    },
  },
  readdir: {
    takes: 2, optional: 1,
    request(path, options) {
      options = getOptions(options);
      path = getPath(path);
      if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
      return ofPath('readdir', 'scandir', path, [], (list) => entriesOf(list, path, options));
    },
  },
  rmdir: { takes: 1, request(path) { return ofPath('rmdir', 'rmdir', getPath(path)); } },
  realpath: {
    takes: 2, optional: 1,
    request(path, options) {
      options = getOptions(options);
      path = getPath(path);
      return ofPath('realpath', 'realpath', path, [], (real) => encodeName(real, options));
    },
  },
};

// Some calls ask for one thing after another: steps(atOnce) yields what is asked for,
// and is given {result} or {error}.
function takeStepsSync({ where, steps }) {
  const going = steps(true);
  for (let step = going.next(); ;) {
    if (step.done) return step.value;
    const [operation, ...args] = step.value;
    const answer = {};
    try {
      answer.result = sync(operation, where, ...args);
    } catch (error) {
      answer.error = error;
    }
    step = going.next(answer);
  }
}

function takeSteps({ where, steps }, callback) {
  const going = steps(false);
  const go = (answer) => {
    let step;
    try {
      step = going.next(answer);
    } catch (error) {
      callback(error);
      return;
    }
    if (step.done) {
      callback(null, step.value);
      return;
    }
    const [operation, ...args] = step.value;
    async(operation, where, (error, result) => go(error ? { error } : { result }), ...args);
  };
  go();
}

/** Calls at once. */
function runSync(asked) {
  if (asked.steps) return takeStepsSync(asked);
  const { operation, where, args, convert } = asked;
  const result = sync(operation, where, ...args);
  return convert ? convert(result) : result;
}

/** Calls on the pool, and tells callback(error, result); without a result the callback gets only null. */
function run(asked, callback) {
  if (asked.steps) {
    takeSteps(asked, callback);
    return;
  }
  const { operation, where, args, convert } = asked;
  async(operation, where, (error, result) => {
    if (error) {
      callback(error);
      return;
    }
    const value = convert ? convert(result) : result;
    if (value === undefined) callback(null);
    else callback(null, value);
  }, ...args);
}

const promisedSteps = (asked) => new Promise((resolve, reject) => {
  takeSteps(asked, (error, result) => {
    if (error) reject(error);
    else resolve(result);
  });
});

function named(f, name, length) {
  Object.defineProperty(f, 'name', { value: name });
  Object.defineProperty(f, 'length', { value: length });
  return f;
}

const withCallback = {};
const atOnce = {};
const asPromise = {};
for (const name of Object.keys(calls)) {
  const { checkFirst, takes, optional = takes, request, lengths = [takes + 1, takes, takes] } = calls[name];
  withCallback[name] = named(function (...args) {
    let at = optional;
    while (at < takes && typeof args[at] !== 'function') at++;
    if (!checkFirst) makeCallback(args[at]);
    const asked = request(...args.slice(0, at));
    run(asked, makeCallback(args[at]));
  }, name, lengths[0]);
  atOnce[`${name}Sync`] = named(function (...args) { return runSync(request(...args.slice(0, takes))); }, `${name}Sync`, lengths[1]);
  asPromise[name] = named(async function (...args) {
    const asked = request(...args.slice(0, takes));
    if (asked.steps) return await promisedSteps(asked).then(undefined, u.fromHere);
    const { operation, where, args: given, convert } = asked;
    const result = await promised(operation, where, ...given).then(undefined, u.fromHere);
    return convert ? convert(result) : result;
  }, name, lengths[2]);
}

module.exports = { asPromise, atOnce, requestOf: (name, ...args) => calls[name].request(...args), run, runSync, withCallback };
