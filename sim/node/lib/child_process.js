'use strict';

// Processes that are started from here. (doc: child_process.html)

const { ChildProcess, spawnSync: runSync, signalNumber, abortWith } = require('internal/child_process');
const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateFunction, validateObject, validateString,
} = require('internal/validators');

const getPath = (path, name) => require('internal/fs/utils').getPath(path, name);

const usualBuffer = 1024 * 1024;

function withoutNull(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function validateTimeout(timeout) {
  if (timeout != null && !(Number.isInteger(timeout) && timeout >= 0)) throw new codes.ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
}

function validateMaxBuffer(maxBuffer) {
  if (maxBuffer != null && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new codes.ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

function sanitizeKillSignal(killSignal) {
  if (typeof killSignal === 'string' || typeof killSignal === 'number') return signalNumber(killSignal);
  if (killSignal != null) throw new codes.ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], killSignal);
  return undefined;
}

const isInt32 = (value) => value === (value | 0);

/** File, arguments and options of spawn, checked and as the system wants them. */
function normalizeSpawn(file, args, options) {
  validateString(file, 'file');
  withoutNull(file, 'file');
  if (file.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = [...args];
  } else if (args == null) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  for (let i = 0; i < args.length; i++) withoutNull(typeof args[i] === 'string' ? args[i] : '', `args[${i}]`);
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  options = { __proto__: null, ...options };
  let { cwd } = options;
  if (cwd != null) cwd = `${getPath(cwd, 'options.cwd')}`;
  if (options.detached != null) validateBoolean(options.detached, 'options.detached');
  for (const name of ['uid', 'gid']) {
    if (options[name] != null && !isInt32(options[name])) throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, 'int32', options[name]);
  }
  if (options.shell != null && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell);
  }
  if (options.argv0 != null) {
    validateString(options.argv0, 'options.argv0');
    withoutNull(options.argv0, 'options.argv0');
  }
  if (options.windowsHide != null) validateBoolean(options.windowsHide, 'options.windowsHide');
  if (options.windowsVerbatimArguments != null) validateBoolean(options.windowsVerbatimArguments, 'options.windowsVerbatimArguments');
  if (options.shell) {
    withoutNull(typeof options.shell === 'string' ? options.shell : '', 'options.shell');
    const command = [file, ...args].join(' ');
    file = typeof options.shell === 'string' ? options.shell : '/bin/sh';
    args = ['-c', command];
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  const env = options.env || process.env;
  const envPairs = [];
  for (const name in env) {
    if (env[name] === undefined) continue;
    withoutNull(name, `options.env['${name}']`);
    withoutNull(`${env[name]}`, `options.env['${name}']`);
    envPairs.push(`${name}=${env[name]}`);
  }
  return { ...options, args, cwd, detached: Boolean(options.detached), envPairs, file, windowsHide: Boolean(options.windowsHide) };
}

function spawn(file, args, options) {
  options = normalizeSpawn(file, args, options);
  validateTimeout(options.timeout);
  if (options.signal != null) require('internal/validators').validateAbortSignal(options.signal, 'options.signal');
  const killSignal = sanitizeKillSignal(options.killSignal);
  const child = new ChildProcess();
  child.spawn(options);
  if (options.timeout > 0) {
    let timer = setTimeout(() => {
      if (!timer) return;
      timer = null;
      try {
        child.kill(killSignal);
      } catch (error) {
        child.emit('error', error);
      }
    }, options.timeout);
    child.once('exit', () => {
      clearTimeout(timer);
      timer = null;
    });
  }
  if (options.signal) abortWith(child, { signal: options.signal, killSignal });
  return child;
}

/** The arguments of execFile: args, options and callback may each be left out. */
function normalizeExecFile(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = [...args];
  } else if (args != null && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  if (args == null) args = [];
  if (typeof options === 'function') {
    callback = options;
  } else if (options != null) {
    validateObject(options, 'options');
  }
  if (options == null || typeof options === 'function') options = {};
  if (callback != null) validateFunction(callback, 'callback');
  if (options.argv0 != null) validateString(options.argv0, 'options.argv0');
  return { file, args, options, callback };
}

/** The names of errors by their numbers, for a process that could not be started. */
const nameOfCode = (code) => (code < 0 ? require('util').getSystemErrorName(code) : code);

/** What a stream gives, up to so much: then the child is ended. */
function collect(stream, name, { encoding, maxBuffer }, exceeded) {
  const pieces = [];
  let length = 0;
  if (encoding) stream.setEncoding(encoding);
  stream.on('data', (piece) => {
    const { readableEncoding } = stream;
    if (readableEncoding) {
      const more = Buffer.byteLength(piece, readableEncoding);
      length += more;
      if (length > maxBuffer) {
        const room = maxBuffer - (length - more);
        pieces.push(piece.slice(0, room));
        exceeded(new codes.ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name));
        return;
      }
      pieces.push(piece);
    } else {
      length += piece.length;
      if (length > maxBuffer) {
        pieces.push(piece.slice(0, maxBuffer - (length - piece.length)));
        exceeded(new codes.ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name));
        return;
      }
      pieces.push(piece);
    }
  });
  return () => (encoding || stream.readableEncoding ? pieces.join('') : Buffer.concat(pieces));
}

function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFile(file, args, options, callback));
  options = {
    encoding: 'utf8', timeout: 0, maxBuffer: usualBuffer, killSignal: 'SIGTERM', cwd: null, env: null, shell: false, ...options,
  };
  validateTimeout(options.timeout);
  validateMaxBuffer(options.maxBuffer);
  options.killSignal = sanitizeKillSignal(options.killSignal);
  const { cwd, env, gid, shell, signal, uid, windowsHide, windowsVerbatimArguments, argv0 } = options;
  const child = spawn(file, args, {
    cwd, env, gid, shell, signal, uid, windowsHide: Boolean(windowsHide), windowsVerbatimArguments: Boolean(windowsVerbatimArguments), argv0,
  });
  const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  let killed = false;
  let ended = false;
  let timer = null;
  let failure = null;
  let command = file;

  function finish(code, signalName) {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    if (!callback) return;
    const out = stdout();
    const err = stderr();
    if (!failure && code === 0 && signalName === null) {
      succeed(out, err);
      return;
    }
    if (args.length > 0) command += ` ${args.join(' ')}`;
    if (!failure) {
      failure = commandError(`Command failed: ${command}\n${err}`);
      Object.assign(failure, { code: nameOfCode(code), killed: child.killed || killed, signal: signalName });
    }
    failure.cmd = command;
    callback(failure, out, err);
  }

  function succeed(out, err) { callback(null, out, err); }

  function fail(error) {
    failure = error;
    child.stdout?.destroy();
    child.stderr?.destroy();
    finish();
  }

  function kill() {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    try {
      child.kill(options.killSignal);
    } catch (error) {
      failure ??= error;
      finish();
    }
  }

  if (options.timeout > 0) {
    timer = setTimeout(() => {
      kill();
      timer = null;
    }, options.timeout);
  }
  const exceeded = (error) => {
    failure = error;
    kill();
  };
  const limits = { encoding, maxBuffer: options.maxBuffer };
  const nothing = () => (encoding ? '' : Buffer.alloc(0));
  const stdout = child.stdout ? collect(child.stdout, 'stdout', limits, exceeded) : nothing;
  const stderr = child.stderr ? collect(child.stderr, 'stderr', limits, exceeded) : nothing;
  child.addListener('close', finish);
  child.addListener('error', fail);
  return child;
}

function normalizeExec(command, options, callback) {
  validateString(command, 'command');
  withoutNull(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

function exec(command, options, callback) {
  const normal = normalizeExec(command, options, callback);
  return execFile(normal.file, normal.options, normal.callback);
}

/** exec and execFile as promises, which have the child beside them. */
function promised(start) {
  return (...args) => {
    let settle;
    const promise = new Promise((resolve, reject) => { settle = { resolve, reject }; });
    promise.child = start(...args, (error, stdout, stderr) => {
      if (error !== null) {
        error.stdout = stdout;
        error.stderr = stderr;
        settle.reject(error);
      } else {
        settle.resolve({ stdout, stderr });
      }
    });
    return promise;
  };
}
for (const start of [exec, execFile]) {
  const custom = promised(start);
  Object.defineProperty(start, Symbol.for('nodejs.util.promisify.custom'), { enumerable: false, value: custom });
}

function fork(modulePath, args = [], options) {
  modulePath = getPath(modulePath, 'modulePath');
  if (args == null) args = [];
  else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else validateArray(args, 'args');
  if (options != null) validateObject(options, 'options');
  options = { __proto__: null, ...options, shell: false };
  options.execPath ||= process.execPath;
  withoutNull(options.execPath, 'options.execPath');
  const execArgv = [...(options.execArgv || process.execArgv)];
  if (options.execArgv == null && process._eval !== undefined) {
    const at = execArgv.lastIndexOf(process._eval);
    if (at > 0) execArgv.splice(at - 1, 2);
  }
  args = [...execArgv, modulePath, ...args];
  if (typeof options.stdio === 'string') {
    const words = { ignore: 'ignore', inherit: 'inherit', overlapped: 'overlapped', pipe: 'pipe' };
    if (!words[options.stdio]) throw new codes.ERR_INVALID_ARG_VALUE('stdio', options.stdio);
    options.stdio = options.stdio === 'inherit' ? [0, 1, 2, 'ipc'] : [options.stdio, options.stdio, options.stdio, 'ipc'];
  } else if (!Array.isArray(options.stdio)) {
    // What the child says comes out here, unless it shall be silent.
    options.stdio = options.silent ? ['pipe', 'pipe', 'pipe', 'ipc'] : [0, 1, 2, 'ipc'];
  } else if (!options.stdio.includes('ipc')) {
    throw new codes.ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  }
  return spawn(options.execPath, args, options);
}

/** The options of spawnSync and its like. */
function checkSync(options) {
  validateTimeout(options.timeout);
  validateMaxBuffer(options.maxBuffer);
  options.killSignal = sanitizeKillSignal(options.killSignal);
  return options;
}

function spawnSync(file, args, options) {
  options = { __proto__: null, maxBuffer: usualBuffer, ...normalizeSpawn(file, args, options) };
  checkSync(options);
  if (options.input !== undefined && options.input !== null && !ArrayBuffer.isView(options.input) && typeof options.input !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], options.input);
  }
  if (typeof options.input === 'string') options.input = Buffer.from(options.input, options.encoding === 'buffer' ? 'utf8' : options.encoding);
  return runSync(options);
}

/** The error of a command that failed: made here, so that its stack is Node's. */
function commandError(message) { return new Error(message); }

/** The error of a command that failed, undefined for none. */
function checkExecSync(result, args, command) {
  if (result.error) {
    const error = result.error;
    Object.assign(error, result);
    return error;
  }
  if (result.status === 0) return undefined;
  let message = `Command failed: ${command || args.join(' ')}`;
  if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`;
  return Object.assign(commandError(message), result);
}

// The next two are functions of their own because a stack shows where each is called.
function spawnFile(file, args, options) { return spawnSync(file, args, options); }
function spawnCommand(file, options) { return spawnSync(file, options); }

function execFileSync(file, args, options) {
  ({ file, args, options } = normalizeExecFile(file, args, options));
  const inherits = !options.stdio;
  const result = spawnFile(file, args, options);
  if (inherits && result.stderr && result.stderr.length > 0) process.stderr.write(result.stderr);
  const shown = [options.argv0 || file, ...args];
  const error = checkExecSync(result, shown, undefined);
  if (error) throw error;
  return result.stdout;
}

function execSync(command, options) {
  const normal = normalizeExec(command, options, null);
  const inherits = !normal.options.stdio;
  const result = spawnCommand(normal.file, normal.options);
  if (inherits && result.stderr && result.stderr.length > 0) process.stderr.write(result.stderr);
  const error = checkExecSync(result, undefined, command);
  if (error) throw error;
  return result.stdout;
}

function _forkChild(fd, serialization) { require('internal/ipc').setupOwn(fd, serialization); }

module.exports = { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
