'use strict';

// fs: the callback forms are jobs of the pool, one for each call to the system;
// the sync forms hold up this thread.

const u = require('internal/fs/utils');
const {
  absolute, abortError, async, constants, encodeName, entriesOf, getFd, getFlags, getOptions, getPath,
  makeStats, maybeCallback, pairs, readRange, sync, toBytes, toSeconds, writeRange, Stats, Dirent,
} = u;
const { codes, uvException } = require('internal/errors');
const { ERR_FS_FILE_TOO_LARGE, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = codes;
const {
  parseFileMode, validateBoolean, validateFunction, validateInt32, validateInteger, validateObject, validateUint32,
} = require('internal/validators');

const knownChunk = 512 * 1024;
const unknownChunk = 64 * 1024;
const largest = 2 ** 31 - 1;
const custom = Symbol.for('nodejs.util.promisify.custom');
const emptyOptions = Object.freeze({});

// A call that is given a path, in both forms: f(path, callback), fSync(path).
const only = (callback) => (error) => callback(error);

// --- descriptors ---

function open(path, flags, mode, callback) {
  const name = getPath(path);
  if (arguments.length < 3) {
    callback = flags;
    flags = 'r';
    mode = 0o666;
  } else if (typeof mode === 'function') {
    callback = mode;
    mode = 0o666;
  } else {
    mode = parseFileMode(mode, 'mode', 0o666);
  }
  const number = getFlags(flags);
  callback = maybeCallback(callback);
  async('open', { syscall: 'open', path: name }, callback, absolute(name), number, mode);
}

function openSync(path, flags, mode) {
  const name = getPath(path);
  const number = getFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  return sync('open', { syscall: 'open', path: name }, absolute(name), number, mode);
}

function close(fd, callback) {
  fd = getFd(fd);
  if (callback !== undefined) callback = maybeCallback(callback);
  async('close', { syscall: 'close' }, callback ? only(callback) : (error) => { if (error) throw error; }, fd);
}

function closeSync(fd) { sync('close', { syscall: 'close' }, getFd(fd)); }

function readArguments(buffer, options) {
  if (options !== null && typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', 'object', options);
  return [options?.offset, options?.length, options?.position];
}

function checkBuffer(buffer) {
  if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
}

function read(fd, buffer, offset, length, position, callback) {
  fd = getFd(fd);
  if (arguments.length <= 4) {
    let params = null;
    if (arguments.length === 4) {
      params = offset;
      callback = length;
    } else if (arguments.length === 3) {
      if (!ArrayBuffer.isView(buffer)) {
        params = buffer;
        buffer = params?.buffer ?? Buffer.alloc(16384);
      } else {
        params = null;
      }
      callback = offset;
    } else {
      callback = buffer;
      buffer = Buffer.alloc(16384);
    }
    if (params !== undefined && params !== null) validateObject(params, 'options');
    offset = params?.offset ?? 0;
    length = params?.length ?? buffer?.byteLength - offset;
    position = params?.position ?? null;
  }
  checkBuffer(buffer);
  maybeCallback(callback);
  const range = readRange(buffer, offset, length, position);
  if (range[1] === 0) return process.nextTick(callback, null, 0, buffer);
  async('read', { syscall: 'read' }, (error, count) => callback(error, count || 0, buffer), fd, buffer, ...range);
}
Object.defineProperty(read, custom, {
  value: (...args) => new Promise((resolve, reject) => {
    read(...args, (error, bytesRead, buffer) => (error ? reject(error) : resolve({ bytesRead, buffer })));
  }),
});

function readSync(fd, buffer, offset, length, position) {
  fd = getFd(fd);
  checkBuffer(buffer);
  if (arguments.length <= 3 || (offset !== null && typeof offset === 'object')) {
    [offset, length, position] = readArguments(buffer, offset === undefined ? {} : offset);
  }
  const range = readRange(buffer, offset, length, position);
  return range[1] === 0 ? 0 : sync('read', { syscall: 'read' }, fd, buffer, ...range);
}

function checkWritten(buffer) {
  if (typeof buffer !== 'string' && !ArrayBuffer.isView(buffer)) {
    throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
  }
}

// [bytes, offset, length, position] of write's arguments, without a callback.
function writeArguments(buffer, offsetOrOptions, length, position) {
  checkWritten(buffer);
  if (typeof buffer === 'string') {
    // write(fd, string[, position[, encoding]])
    const at = offsetOrOptions;
    const encoding = length;
    if (encoding && encoding !== 'utf8' && encoding !== 'buffer') u.assertEncoding(encoding);
    const bytes = Buffer.from(buffer, encoding || 'utf8');
    return [bytes, 0, bytes.length, typeof at === 'number' ? at : -1];
  }
  let offset = offsetOrOptions;
  if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
  return [buffer, ...writeRange(buffer, offset, length, position)];
}

function write(fd, buffer, ...rest) {
  fd = getFd(fd);
  checkWritten(buffer);
  const at = rest.findLastIndex((value) => typeof value === 'function');
  const callback = maybeCallback(at < 0 ? rest[rest.length - 1] : rest[at]);
  const args = writeArguments(buffer, ...rest.slice(0, at));
  async('write', { syscall: 'write' }, (error, count) => callback(error, count || 0, buffer), fd, ...args);
}
Object.defineProperty(write, custom, {
  value: (...args) => new Promise((resolve, reject) => {
    write(...args, (error, bytesWritten, buffer) => (error ? reject(error) : resolve({ bytesWritten, buffer })));
  }),
});

function writeSync(fd, buffer, offset, length, position) {
  fd = getFd(fd);
  return sync('write', { syscall: 'write' }, fd, ...writeArguments(buffer, offset, length, position));
}

function checkBuffers(buffers) {
  if (!Array.isArray(buffers) || !buffers.every((b) => ArrayBuffer.isView(b))) {
    throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
  return Buffer.concat(buffers.map((b) => new Uint8Array(b.buffer, b.byteOffset, b.byteLength)));
}

// Puts what was read into several buffers, in turn.
function scatter(from, count, buffers) {
  let at = 0;
  for (const b of buffers) {
    const part = from.subarray(at, Math.min(at + b.byteLength, count));
    new Uint8Array(b.buffer, b.byteOffset, b.byteLength).set(part);
    at += part.length;
  }
}

const place = (position) => (typeof position === 'number' ? position : -1);

function readv(fd, buffers, position, callback) {
  fd = getFd(fd);
  const all = checkBuffers(buffers);
  callback = maybeCallback(callback || position);
  async('read', { syscall: 'read' }, (error, count) => {
    if (!error) scatter(all, count, buffers);
    callback(error, count || 0, buffers);
  }, fd, all, 0, all.length, place(position));
}

function readvSync(fd, buffers, position) {
  fd = getFd(fd);
  const all = checkBuffers(buffers);
  const count = sync('read', { syscall: 'read' }, fd, all, 0, all.length, place(position));
  scatter(all, count, buffers);
  return count;
}

function writev(fd, buffers, position, callback) {
  fd = getFd(fd);
  const all = checkBuffers(buffers);
  callback = maybeCallback(callback || position);
  async('write', { syscall: 'write' }, (error, count) => callback(error, count || 0, buffers), fd, all, 0, all.length, place(position));
}

function writevSync(fd, buffers, position) {
  fd = getFd(fd);
  const all = checkBuffers(buffers);
  return sync('write', { syscall: 'write' }, fd, all, 0, all.length, place(position));
}

for (const [f, name] of [[readv, 'bytesRead'], [writev, 'bytesWritten']]) {
  Object.defineProperty(f, custom, {
    value: (fd, buffers, position) => new Promise((resolve, reject) => {
      f(fd, buffers, position, (error, count) => (error ? reject(error) : resolve({ [name]: count, buffers })));
    }),
  });
}

// --- whole files ---

function isFd(path) { return typeof path === 'number' && Number.isInteger(path) && path >= 0 && path <= 2147483647; }

function decode(buffer, encoding) { return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer; }

/** readFile: open, fstat, read in pieces, close: a trip each. */
function readFile(path, options, callback) {
  callback = maybeCallback(callback || options);
  options = getOptions(options, { flag: 'r' });
  const signal = options.signal;
  if (signal?.aborted) return callback(abortError(signal));
  const ours = !isFd(path);
  let fd;
  const finish = (error, buffer) => {
    const end = (closing) => {
      if (error || closing) return callback(error || closing);
      let result;
      try {
        result = decode(buffer, options.encoding);
      } catch (thrown) {
        return callback(thrown);
      }
      callback(null, result);
    };
    if (!ours) return process.nextTick(end);
    async('close', { syscall: 'close' }, end, fd);
  };
  const afterOpen = (error, opened) => {
    if (error) return callback(error);
    fd = opened;
    async('fstat', { syscall: 'fstat' }, (failed, list) => {
      if (failed) return finish(failed);
      const stats = makeStats(list);
      const size = stats.isFile() ? stats.size : 0;
      if (size > largest) return finish(new ERR_FS_FILE_TOO_LARGE(size));
      if (signal?.aborted) return finish(abortError(signal));
      readAll(fd, size, signal, finish);
    }, fd);
  };
  if (!ours) return process.nextTick(afterOpen, null, path);
  const flags = getFlags(options.flag, 'options.flag');
  const name = getPath(path);
  async('open', { syscall: 'open', path: name }, afterOpen, absolute(name), flags, 0o666);
}

// Reads to the end in pieces; done(error, buffer).
function readAll(fd, size, signal, done) {
  const whole = size > 0 ? Buffer.allocUnsafeSlow(size) : null;
  const pieces = [];
  let at = 0;
  const next = () => {
    if (signal?.aborted) return done(abortError(signal));
    const into = whole || Buffer.allocUnsafeSlow(unknownChunk);
    const offset = whole ? at : 0;
    const length = whole ? Math.min(knownChunk, size - at) : unknownChunk;
    async('read', { syscall: 'read' }, (error, count) => {
      if (error) return done(error);
      at += count;
      if (!whole && count > 0) pieces.push(into.subarray(0, count));
      if (count === 0 || at === size) return done(null, whole ? whole.subarray(0, at) : Buffer.concat(pieces, at));
      next();
    }, fd, into, offset, length, -1);
  };
  next();
}

function readFileSync(path, options) {
  options = getOptions(options, { flag: 'r' });
  const ours = !isFd(path);
  const fd = ours ? openSync(path, options.flag, 0o666) : path;
  try {
    const stats = makeStats(sync('fstat', { syscall: 'fstat' }, fd));
    const size = stats.isFile() ? stats.size : 0;
    if (size > largest) throw new ERR_FS_FILE_TOO_LARGE(size);
    const pieces = [];
    let total = 0;
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(size > 0 ? size - total : unknownChunk);
      const count = sync('read', { syscall: 'read' }, fd, piece, 0, piece.length, -1);
      pieces.push(count === piece.length ? piece : piece.subarray(0, count));
      total += count;
      if (count === 0 || total === size) break;
    }
    return decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, total), options.encoding);
  } finally {
    if (ours) closeSync(fd);
  }
}

/** writeFile: open, write until all is written, close: a trip each. */
function writeFile(path, data, options, callback) {
  callback = maybeCallback(callback || options);
  options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const flag = options.flag || 'w';
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  data = toBytes(data, options.encoding);
  const signal = options.signal;
  const ours = !isFd(path);
  const afterOpen = (error, fd) => {
    if (error) return callback(error);
    const finish = (failed) => {
      if (!ours) return callback(failed);
      async('close', { syscall: 'close' }, (closing) => callback(failed || closing || null), fd);
    };
    const next = (at) => {
      if (signal?.aborted) return finish(abortError(signal));
      async('write', { syscall: 'write' }, (failed, count) => {
        if (failed) return finish(failed);
        if (at + count < data.byteLength) return next(at + count);
        if (!flush) return finish(null);
        async('fsync', { syscall: 'fsync' }, (syncing) => finish(syncing), fd);
      }, fd, data, at, data.byteLength - at, -1);
    };
    next(0);
  };
  if (!ours) return afterOpen(null, path);
  if (signal?.aborted) return callback(abortError(signal));
  open(path, flag, options.mode, afterOpen);
}

function writeFileSync(path, data, options) {
  options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  data = toBytes(data, options.encoding);
  const ours = !isFd(path);
  const fd = ours ? openSync(path, options.flag || 'w', options.mode) : path;
  try {
    for (let at = 0; at < data.byteLength;) {
      at += sync('write', { syscall: 'write' }, fd, data, at, data.byteLength - at, -1);
    }
    if (flush) sync('fsync', { syscall: 'fsync' }, fd);
  } finally {
    if (ours) closeSync(fd);
  }
}

function appendOptions(path, options) {
  options = { ...getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a' }) };
  if (!options.flag || isFd(path)) options.flag = 'a';
  return options;
}
function appendFile(path, data, options, callback) {
  callback = maybeCallback(callback || options);
  writeFile(path, data, appendOptions(path, options), callback);
}
function appendFileSync(path, data, options) { writeFileSync(path, data, appendOptions(path, options)); }

// --- names and metadata ---

function statPair(operation) {
  const f = (path, options, callback) => {
    if (typeof options === 'function') {
      callback = options;
      options = emptyOptions;
    }
    callback = maybeCallback(callback);
    const name = getPath(path);
    async(operation, { syscall: operation, path: name }, (error, list) => {
      if (error) callback(error);
      else callback(null, makeStats(list, options?.bigint));
    }, absolute(name));
  };
  const fSync = (path, options = emptyOptions) => {
    const name = getPath(path);
    try {
      return makeStats(sync(operation, { syscall: operation, path: name }, absolute(name)), options?.bigint);
    } catch (error) {
      if (options?.throwIfNoEntry === false && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
      throw error;
    }
  };
  return [{ [operation]: f }[operation], { [`${operation}Sync`]: fSync }[`${operation}Sync`]];
}
const [stat, statSync] = statPair('stat');
const [lstat, lstatSync] = statPair('lstat');

function fstat(fd, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = emptyOptions;
  }
  fd = getFd(fd);
  callback = maybeCallback(callback);
  async('fstat', { syscall: 'fstat' }, (error, list) => (error ? callback(error) : callback(null, makeStats(list, options?.bigint))), fd);
}
function fstatSync(fd, options) { return makeStats(sync('fstat', { syscall: 'fstat' }, getFd(fd)), options?.bigint); }

function statfsOf(options) {
  const numbers = { type: 61267, bsize: 4096, blocks: 2621440, bfree: 1310720, bavail: 1310720, files: 655360, ffree: 600000 };
  class StatFs {}
  const result = new StatFs();
  for (const name of Object.keys(numbers)) result[name] = options?.bigint ? BigInt(numbers[name]) : numbers[name];
  return result;
}
function statfs(path, options, callback) {
  callback = maybeCallback(callback || options);
  const name = getPath(path);
  async('access', { syscall: 'statfs', path: name }, (error) => (error ? callback(error) : callback(null, statfsOf(options))), absolute(name), 0);
}
function statfsSync(path, options) {
  const name = getPath(path);
  sync('access', { syscall: 'statfs', path: name }, absolute(name), 0);
  return statfsOf(options);
}

function accessMode(mode) {
  if (mode === undefined || mode === null) return 0;
  if (typeof mode !== 'number') throw new ERR_INVALID_ARG_TYPE('mode', 'integer', mode);
  if (!Number.isInteger(mode)) throw new ERR_OUT_OF_RANGE('mode', 'an integer', mode);
  if (mode < 0 || mode > 7) outOfMode(0, 7);
  return mode;
}
function outOfMode(least, most) {
  const error = new RangeError(`mode is out of range: >= ${least} && <= ${most}`);
  error.code = 'ERR_OUT_OF_RANGE';
  throw error;
}
function access(path, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = 0;
  }
  const name = getPath(path);
  mode = accessMode(mode);
  callback = maybeCallback(callback);
  async('access', { syscall: 'access', path: name }, only(callback), absolute(name), mode);
}
function accessSync(path, mode) {
  const name = getPath(path);
  sync('access', { syscall: 'access', path: name }, absolute(name), accessMode(mode));
}

function exists(path, callback) {
  maybeCallback(callback);
  let name;
  try {
    name = getPath(path);
  } catch {
    return callback(false);
  }
  async('access', { syscall: 'access', path: name }, (error) => callback(!error), absolute(name), 0);
}
Object.defineProperty(exists, custom, { value: (path) => new Promise((resolve) => { exists(path, resolve); }) });
function existsSync(path) {
  try {
    const name = getPath(path);
    return sync('access', { syscall: 'access', path: name }, absolute(name), 0) === undefined;
  } catch {
    return false;
  }
}

function mkdirOptions(options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = parseFileMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      recursive = options.recursive;
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = parseFileMode(options.mode, 'mode');
  }
  return [mode, recursive];
}
// The first directory made, in the form of the path that was given.
function firstMade(made, name) {
  if (made === undefined || name[0] === '/') return made;
  const cwd = process.cwd();
  return made.startsWith(`${cwd}/`) ? made.slice(cwd.length + 1) : made;
}
function mkdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = maybeCallback(callback);
  const name = getPath(path);
  const [mode, recursive] = mkdirOptions(options);
  async('mkdir', { syscall: 'mkdir', path: name }, (error, made) => {
    if (error) callback(error);
    else if (recursive) callback(null, firstMade(made, name));
    else callback(null);
  }, absolute(name), mode, recursive);
}
function mkdirSync(path, options) {
  const name = getPath(path);
  const [mode, recursive] = mkdirOptions(options);
  const made = sync('mkdir', { syscall: 'mkdir', path: name }, absolute(name), mode, recursive);
  return recursive ? firstMade(made, name) : undefined;
}

function temporaryName(made, prefix, options) {
  return encodeName(prefix + made.slice(-6), options);
}
function mkdtemp(prefix, options, callback) {
  callback = maybeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  const name = getPath(prefix, 'prefix');
  async('mkdtemp', { syscall: 'mkdtemp', path: `${name}XXXXXX` },
    (error, made) => (error ? callback(error) : callback(null, temporaryName(made, name, options))), absolute(name));
}
function mkdtempSync(prefix, options) {
  options = getOptions(options);
  const name = getPath(prefix, 'prefix');
  return temporaryName(sync('mkdtemp', { syscall: 'mkdtemp', path: `${name}XXXXXX` }, absolute(name)), name, options);
}

const join = (directory, name) => (directory.endsWith('/') ? directory + name : `${directory}/${name}`);

function readdirOptions(options) {
  options = getOptions(options);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  return options;
}

// What a recursive readdir has found, directory by directory, breadth first.
function* descend(root, options) {
  const found = [];
  const waiting = [['', root]];
  while (waiting.length > 0) {
    const [relative, directory] = waiting.shift();
    const list = yield directory;
    for (const pair of pairs(list)) {
      const below = relative ? `${relative}/${pair[0]}` : pair[0];
      found.push(options.withFileTypes ? u.makeDirent(pair, directory, options) : encodeName(below, options));
      if (pair[1] === constants.UV_DIRENT_DIR) waiting.push([below, join(directory, pair[0])]);
    }
  }
  return found;
}

function readdir(path, options, callback) {
  callback = maybeCallback(typeof options === 'function' ? options : callback);
  options = readdirOptions(options);
  const name = getPath(path);
  if (!options.recursive) {
    async('readdir', { syscall: 'scandir', path: name },
      (error, list) => (error ? callback(error) : callback(null, entriesOf(list, name, options))), absolute(name));
    return;
  }
  const walk = descend(name, options);
  const next = (step) => {
    if (step.done) return callback(null, step.value);
    async('readdir', { syscall: 'scandir', path: step.value },
      (error, list) => (error ? callback(error) : next(walk.next(list))), absolute(step.value));
  };
  next(walk.next());
}
function readdirSync(path, options) {
  options = readdirOptions(options);
  const name = getPath(path);
  const list = (directory) => sync('readdir', { syscall: 'scandir', path: directory }, absolute(directory));
  if (!options.recursive) return entriesOf(list(name), name, options);
  const walk = descend(name, options);
  let step = walk.next();
  while (!step.done) step = walk.next(list(step.value));
  return step.value;
}

// Calls of one path without a result.
function pathPair(operation, syscall = operation) {
  const f = (path, callback) => {
    callback = maybeCallback(callback);
    const name = getPath(path);
    async(operation, { syscall, path: name }, only(callback), absolute(name));
  };
  const fSync = (path) => {
    const name = getPath(path);
    sync(operation, { syscall, path: name }, absolute(name));
  };
  return [{ [operation]: f }[operation], { [`${operation}Sync`]: fSync }[`${operation}Sync`]];
}
const [unlink, unlinkSync] = pathPair('unlink');

// Calls of two paths without a result.
function twoPaths(operation, first, second) {
  const f = (a, b, callback) => {
    callback = maybeCallback(callback);
    const from = getPath(a, first);
    const to = getPath(b, second);
    async(operation, { syscall: operation, path: from, dest: to }, only(callback), absolute(from), absolute(to));
  };
  const fSync = (a, b) => {
    const from = getPath(a, first);
    const to = getPath(b, second);
    sync(operation, { syscall: operation, path: from, dest: to }, absolute(from), absolute(to));
  };
  return [{ [operation]: f }[operation], { [`${operation}Sync`]: fSync }[`${operation}Sync`]];
}
const [rename, renameSync] = twoPaths('rename', 'oldPath', 'newPath');
const [link, linkSync] = twoPaths('link', 'existingPath', 'newPath');

function symlink(target, path, type, callback) {
  callback = maybeCallback(callback === undefined ? type : callback);
  const to = getPath(target, 'target');
  const name = getPath(path);
  async('symlink', { syscall: 'symlink', path: to, dest: name }, only(callback), to, absolute(name));
}
function symlinkSync(target, path) {
  const to = getPath(target, 'target');
  const name = getPath(path);
  sync('symlink', { syscall: 'symlink', path: to, dest: name }, to, absolute(name));
}

function readlink(path, options, callback) {
  callback = maybeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  const name = getPath(path);
  async('readlink', { syscall: 'readlink', path: name },
    (error, target) => (error ? callback(error) : callback(null, encodeName(target, options))), absolute(name));
}
function readlinkSync(path, options) {
  options = getOptions(options);
  const name = getPath(path);
  return encodeName(sync('readlink', { syscall: 'readlink', path: name }, absolute(name)), options);
}

// realpath goes along the path itself, with lstat, and names what is missing;
// realpath.native asks the system.
function missingPart(name) {
  let so = '';
  for (const part of require('path').resolve(name).split('/').slice(1)) {
    so += `/${part}`;
    try {
      sync('lstat', { syscall: 'lstat', path: so }, so);
    } catch {
      return so;
    }
  }
  return name;
}
function realpath(path, options, callback) {
  callback = maybeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  const name = getPath(path);
  async('realpath', { syscall: 'lstat', path: name }, (error, result) => {
    if (error) {
      const where = { code: error.code, syscall: 'lstat', path: missingPart(name) };
      return callback(uvException(where));
    }
    callback(null, encodeName(result, options));
  }, absolute(name));
}
function realpathSync(path, options) {
  options = getOptions(options);
  const name = getPath(path);
  try {
    return encodeName(sync('realpath', { syscall: 'lstat', path: name }, absolute(name)), options);
  } catch (error) {
    throw uvException({ code: error.code, syscall: 'lstat', path: missingPart(name) });
  }
}
realpath.native = (path, options, callback) => {
  callback = maybeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  const name = getPath(path);
  async('realpath', { syscall: 'realpath', path: name },
    (error, result) => (error ? callback(error) : callback(null, encodeName(result, options))), absolute(name));
};
realpathSync.native = (path, options) => {
  options = getOptions(options);
  const name = getPath(path);
  return encodeName(sync('realpath', { syscall: 'realpath', path: name }, absolute(name)), options);
};

function copyMode(mode) {
  if (mode == null) return 0;
  if (typeof mode !== 'number') throw new ERR_INVALID_ARG_TYPE('mode', 'integer', mode);
  if (mode < 0 || mode > 7) outOfMode(0, 7);
  return mode;
}
function copyFile(source, destination, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = 0;
  }
  const from = getPath(source, 'src');
  const to = getPath(destination, 'dest');
  mode = copyMode(mode);
  callback = maybeCallback(callback);
  async('copyFile', { syscall: 'copyfile', path: from, dest: to }, only(callback), absolute(from), absolute(to), mode);
}
function copyFileSync(source, destination, mode) {
  const from = getPath(source, 'src');
  const to = getPath(destination, 'dest');
  sync('copyFile', { syscall: 'copyfile', path: from, dest: to }, absolute(from), absolute(to), copyMode(mode));
}

function ftruncate(fd, length = 0, callback = undefined) {
  if (typeof length === 'function') {
    callback = length;
    length = 0;
  }
  fd = getFd(fd);
  validateInteger(length, 'len');
  callback = maybeCallback(callback);
  async('ftruncate', { syscall: 'ftruncate' }, only(callback), fd, Math.max(0, length));
}
function ftruncateSync(fd, length = 0) {
  fd = getFd(fd);
  validateInteger(length, 'len');
  sync('ftruncate', { syscall: 'ftruncate' }, fd, Math.max(0, length));
}
function truncate(path, length, callback) {
  if (typeof path === 'number') return ftruncate(path, length, callback);
  if (typeof length === 'function') {
    callback = length;
    length = 0;
  } else if (length === undefined) {
    length = 0;
  }
  validateInteger(length, 'len');
  callback = maybeCallback(callback);
  open(path, 'r+', (error, fd) => {
    if (error) return callback(error);
    ftruncate(fd, length, (failed) => close(fd, (closing) => callback(failed || closing)));
  });
}
function truncateSync(path, length) {
  if (typeof path === 'number') return ftruncateSync(path, length);
  if (length === undefined) length = 0;
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, length);
  } finally {
    closeSync(fd);
  }
}

function timesPair(operation, syscall) {
  const f = (path, atime, mtime, callback) => {
    callback = maybeCallback(callback);
    const name = getPath(path);
    async(operation, { syscall, path: name }, only(callback), absolute(name), toSeconds(atime), toSeconds(mtime));
  };
  const fSync = (path, atime, mtime) => {
    const name = getPath(path);
    sync(operation, { syscall, path: name }, absolute(name), toSeconds(atime), toSeconds(mtime));
  };
  return [{ [operation]: f }[operation], { [`${operation}Sync`]: fSync }[`${operation}Sync`]];
}
const [utimes, utimesSync] = timesPair('utimes', 'utime');
const [lutimes, lutimesSync] = timesPair('lutimes', 'lutime');
function futimes(fd, atime, mtime, callback) {
  fd = getFd(fd);
  atime = toSeconds(atime, 'atime');
  mtime = toSeconds(mtime, 'mtime');
  callback = maybeCallback(callback);
  async('futimes', { syscall: 'futime' }, only(callback), fd, atime, mtime);
}
function futimesSync(fd, atime, mtime) {
  sync('futimes', { syscall: 'futime' }, getFd(fd), toSeconds(atime, 'atime'), toSeconds(mtime, 'mtime'));
}

function givenMode(mode) {
  if (mode === undefined || mode === null) validateUint32(mode, 'mode');
  return parseFileMode(mode, 'mode');
}
function chmod(path, mode, callback) {
  const name = getPath(path);
  mode = givenMode(mode);
  callback = maybeCallback(callback);
  async('chmod', { syscall: 'chmod', path: name }, only(callback), absolute(name), mode);
}
function chmodSync(path, mode) {
  const name = getPath(path);
  sync('chmod', { syscall: 'chmod', path: name }, absolute(name), givenMode(mode));
}
function fchmod(fd, mode, callback) {
  fd = getFd(fd);
  mode = givenMode(mode);
  callback = maybeCallback(callback);
  async('fchmod', { syscall: 'fchmod' }, only(callback), fd, mode);
}
function fchmodSync(fd, mode) { sync('fchmod', { syscall: 'fchmod' }, getFd(fd), givenMode(mode)); }

function checkOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, 4294967295);
  validateInteger(gid, 'gid', -1, 4294967295);
}
function ownerPair(operation) {
  const f = (path, uid, gid, callback) => {
    callback = maybeCallback(callback);
    const name = getPath(path);
    checkOwner(uid, gid);
    async(operation, { syscall: operation, path: name }, only(callback), absolute(name));
  };
  const fSync = (path, uid, gid) => {
    const name = getPath(path);
    checkOwner(uid, gid);
    sync(operation, { syscall: operation, path: name }, absolute(name));
  };
  return [{ [operation]: f }[operation], { [`${operation}Sync`]: fSync }[`${operation}Sync`]];
}
const [chown, chownSync] = ownerPair('chown');
const [lchown, lchownSync] = ownerPair('lchown');
function fchown(fd, uid, gid, callback) {
  fd = getFd(fd);
  checkOwner(uid, gid);
  callback = maybeCallback(callback);
  async('fchown', { syscall: 'fchown' }, only(callback), fd);
}
function fchownSync(fd, uid, gid) {
  fd = getFd(fd);
  checkOwner(uid, gid);
  sync('fchown', { syscall: 'fchown' }, fd);
}

function syncPair(name) {
  const f = (fd, callback) => {
    fd = getFd(fd);
    callback = maybeCallback(callback);
    async('fsync', { syscall: name }, only(callback), fd);
  };
  const fSync = (fd) => { sync('fsync', { syscall: name }, getFd(fd)); };
  return [{ [name]: f }[name], { [`${name}Sync`]: fSync }[`${name}Sync`]];
}
const [fsync, fsyncSync] = syncPair('fsync');
const [fdatasync, fdatasyncSync] = syncPair('fdatasync');

// --- removing and copying trees ---

function systemError(code, message, info) {
  const { E } = require('internal/errors');
  E(code, () => message);
  const error = new codes[code]();
  error.name = 'SystemError';
  error.stack = error.stack.replace(/^Error/, 'SystemError');
  error.info = info;
  for (const key of ['errno', 'syscall', 'path', 'dest']) if (info[key] !== undefined) error[key] = info[key];
  return error;
}

function removeOptions(options, name = 'options') {
  if (options !== undefined) validateObject(options, name);
  const full = { recursive: false, force: false, retryDelay: 100, maxRetries: 0, ...options };
  validateBoolean(full.recursive, 'options.recursive');
  validateBoolean(full.force, 'options.force');
  validateInt32(full.retryDelay, 'options.retryDelay', 0);
  validateUint32(full.maxRetries, 'options.maxRetries');
  return full;
}
function removingDirectory(name) {
  return systemError('ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${name}`,
    { code: 'EISDIR', message: 'is a directory', path: name, syscall: 'rm', errno: 21 });
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = maybeCallback(callback);
  const name = getPath(path);
  options = removeOptions(options);
  async('lstat', { syscall: 'lstat', path: name }, (error, list) => {
    if (error) return callback(options.force && error.code === 'ENOENT' ? null : error);
    if (makeStats(list).isDirectory() && !options.recursive) return callback(removingDirectory(name));
    async('rm', { syscall: 'rm', path: name }, only(callback), absolute(name));
  }, absolute(name));
}
function rmSync(path, options) {
  const name = getPath(path);
  options = removeOptions(options);
  let list;
  try {
    list = sync('lstat', { syscall: 'lstat', path: name }, absolute(name));
  } catch (error) {
    if (options.force && error.code === 'ENOENT') return;
    throw error;
  }
  if (makeStats(list).isDirectory() && !options.recursive) throw removingDirectory(name);
  sync('rm', { syscall: 'rm', path: name }, absolute(name));
}

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = maybeCallback(callback);
  const name = getPath(path);
  if (options !== undefined) validateObject(options, 'options');
  async(options?.recursive ? 'rm' : 'rmdir', { syscall: 'rmdir', path: name }, only(callback), absolute(name));
}
function rmdirSync(path, options) {
  const name = getPath(path);
  if (options !== undefined) validateObject(options, 'options');
  sync(options?.recursive ? 'rm' : 'rmdir', { syscall: 'rmdir', path: name }, absolute(name));
}

function copyOptions(options) {
  if (options !== undefined) validateObject(options, 'options');
  const full = {
    dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false, recursive: false,
    verbatimSymlinks: false, mode: 0, ...options,
  };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(full[name], `options.${name}`);
  }
  if (full.filter !== undefined) validateFunction(full.filter, 'options.filter');
  return full;
}

function cpSync(source, destination, options) {
  options = copyOptions(options);
  const from = getPath(source, 'src');
  const to = getPath(destination, 'dest');
  const info = (code, message, path, number) => ({ message, path, syscall: 'cp', errno: number, code });
  const copy = (a, b, first) => {
    if (options.filter && !options.filter(a, b)) return;
    const stats = options.dereference ? statSync(a) : lstatSync(a);
    const there = (options.dereference ? statSync : lstatSync)(b, { throwIfNoEntry: false });
    if (there && there.ino === stats.ino) {
      throw systemError('ERR_FS_CP_EINVAL', `Invalid src or dest: cp returned EINVAL (src and dest cannot be the same) ${b}`,
        info('EINVAL', 'src and dest cannot be the same', b, 22));
    }
    if (stats.isDirectory()) {
      if (!options.recursive) {
        throw systemError('ERR_FS_EISDIR', `Path is a directory: cp returned EISDIR (${a} is a directory (not copied)) ${a}`,
          info('EISDIR', `${a} is a directory (not copied)`, a, 21));
      }
      if (there && !there.isDirectory()) {
        throw systemError('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory with directory: cp returned EISDIR (cannot overwrite non-directory ${b} with directory ${a}) ${b}`,
          info('EISDIR', `cannot overwrite non-directory ${b} with directory ${a}`, b, 21));
      }
      if (first && `${require('path').resolve(b)}/`.startsWith(`${require('path').resolve(a)}/`)) {
        throw systemError('ERR_FS_CP_EINVAL', `Invalid src or dest: cp returned EINVAL (cannot copy ${a} to a subdirectory of self ${b}) ${b}`,
          info('EINVAL', `cannot copy ${a} to a subdirectory of self ${b}`, b, 22));
      }
      if (!there) mkdirSync(b, { recursive: true });
      for (const name of readdirSync(a)) copy(join(a, name), join(b, name), false);
      return;
    }
    if (there && there.isDirectory()) {
      throw systemError('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory with non-directory: cp returned ENOTDIR (cannot overwrite directory ${b} with non-directory ${a}) ${b}`,
        info('ENOTDIR', `cannot overwrite directory ${b} with non-directory ${a}`, b, 20));
    }
    if (there && !options.force) {
      if (!options.errorOnExist) return;
      throw systemError('ERR_FS_CP_EEXIST', `Target already exists: cp returned EEXIST (${b} already exists) ${b}`,
        info('EEXIST', `${b} already exists`, b, 17));
    }
    const parent = require('path').dirname(b);
    if (!existsSync(parent)) mkdirSync(parent, { recursive: true });
    if (there) unlinkSync(b);
    if (stats.isSymbolicLink()) {
      const target = readlinkSync(a);
      symlinkSync(options.verbatimSymlinks ? target : require('path').resolve(require('path').dirname(a), target), b);
      return;
    }
    copyFileSync(a, b, options.mode);
    if (options.preserveTimestamps) utimesSync(b, stats.atime, stats.mtime);
  };
  copy(from, to, true);
}

function cp(source, destination, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = maybeCallback(callback);
  options = copyOptions(options);
  const from = getPath(source, 'src');
  getPath(destination, 'dest');
  async('lstat', { syscall: 'lstat', path: from }, (error) => {
    if (error) return callback(error);
    try {
      cpSync(source, destination, options);
    } catch (thrown) {
      return callback(thrown);
    }
    callback(null);
  }, absolute(from));
}

// --- loaded when asked for ---

const fs = module.exports = {
  appendFile, appendFileSync, access, accessSync, chown, chownSync, chmod, chmodSync, close, closeSync, copyFile, copyFileSync,
  cp, cpSync,
  createReadStream(path, options) { return new fs.ReadStream(path, options); },
  createWriteStream(path, options) { return new fs.WriteStream(path, options); },
  exists, existsSync, fchown, fchownSync, fchmod, fchmodSync, fdatasync, fdatasyncSync, fstat, fstatSync, fsync, fsyncSync,
  ftruncate, ftruncateSync, futimes, futimesSync, lchown, lchownSync, lchmod: undefined, lchmodSync: undefined, link, linkSync,
  lstat, lstatSync, lutimes, lutimesSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, open, openSync, readdir, readdirSync, read,
  readSync, readv, readvSync, readFile, readFileSync, readlink, readlinkSync, realpath, realpathSync, rename, renameSync, rm,
  rmSync, rmdir, rmdirSync, stat, statfs, statSync, statfsSync, symlink, symlinkSync, truncate, truncateSync,
  unwatchFile(...args) { return require('internal/fs/watch').unwatchFile(...args); },
  unlink, unlinkSync, utimes, utimesSync,
  watch(...args) { return require('internal/fs/watch').watch(...args); },
  watchFile(...args) { return require('internal/fs/watch').watchFile(...args); },
  writeFile, writeFileSync, write, writeSync, writev, writevSync, Dirent, Stats,
  _toUnixTimestamp: toSeconds,
  opendir(...args) { return require('internal/fs/dir').opendir(...args); },
  opendirSync(...args) { return require('internal/fs/dir').opendirSync(...args); },
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, constants,
};

for (const [name, file] of [['ReadStream', 'internal/fs/streams'], ['WriteStream', 'internal/fs/streams'], ['Dir', 'internal/fs/dir']]) {
  const aliases = name === 'Dir' ? [name] : [name, `File${name}`];
  for (const alias of aliases) {
    Object.defineProperty(fs, alias, {
      get() { return require(file)[name]; },
      set(value) { Object.defineProperty(fs, alias, { value, writable: true, configurable: true, enumerable: true }); },
      configurable: true, enumerable: true,
    });
  }
}
Object.defineProperty(fs, 'promises', { get() { return require('fs/promises'); }, configurable: true, enumerable: true });
