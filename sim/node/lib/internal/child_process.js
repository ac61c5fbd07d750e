'use strict';

// Children as processes: what starts them, their streams, their end.
// (doc: child_process.html#class-childprocess)

const native = binding('children');
const EventEmitter = require('events');
const { codes, errnoException, errnoOf, AbortError } = require('internal/errors');
const { Pipe } = require('internal/stream_handle');
const { validateAbortSignal, validateArray, validateObject, validateOneOf, validateString } = require('internal/validators');

const kIsUsedAsStdio = Symbol('kIsUsedAsStdio');

/** What Go is told of a place that is to be a pipe, and of one that is /dev/null. */
const wantsPipe = -2;
const wantsNothing = -1;

const signals = () => require('os').constants.signals;

/** The number of a signal that is given by name or number. */
function signalNumber(signal) {
  const known = signals();
  if (typeof signal === 'number' && Object.values(known).includes(signal)) return signal;
  if (typeof signal === 'string') {
    const number = known[signal] ?? known[signal.toUpperCase()];
    if (number) return number;
  }
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

/** A process that was started, as the system has it. */
class Process {
  #native;
  #known = false;
  constructor(made, pid) {
    this.#native = made;
    if (pid) this.pid = pid;
    this.#known = made !== undefined;
  }
  kill(signal) { return this.#known ? native.kill(this.#native, signal) : 'ESRCH'; }
  ref() { if (this.#known) native.setRef(this.#native, true); }
  unref() { if (this.#known) native.setRef(this.#native, false); }
  hasRef() { return this.#known && native.hasRef(this.#native); }
}

function fdOf(value) {
  const fd = typeof value === 'number' ? value : value.fd;
  return Number.isInteger(fd) && fd >= 0 ? fd : undefined;
}

/** The places of a child's table, as the option stdio gives them. */
function readStdio(option, sync) {
  let list = option;
  if (typeof list === 'string') {
    const words = { ignore: 'ignore', overlapped: 'pipe', pipe: 'pipe', inherit: 'inherit' };
    if (!Object.hasOwn(words, list)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', list);
    list = words[list] === 'inherit' ? [0, 1, 2] : [words[list], words[list], words[list]];
  } else if (!Array.isArray(list)) {
    throw new codes.ERR_INVALID_ARG_VALUE('stdio', list);
  }
  list = [...list];
  while (list.length < 3) list.push(undefined);
  let ipc;
  const places = list.flatMap((one, i) => {
    if (one === null || one === undefined) one = i < 3 ? 'pipe' : 'ignore';
    if (one === 'ignore') return { type: 'ignore', place: wantsNothing };
    if (one === 'pipe' || one === 'overlapped' || (typeof one === 'number' && one < 0)) return { type: 'pipe', place: wantsPipe };
    if (one === 'ipc') {
      if (ipc !== undefined) throw new codes.ERR_IPC_ONE_PIPE();
      if (sync) throw new codes.ERR_IPC_SYNC_FORK();
      ipc = i;
      return { type: 'pipe', place: wantsPipe, ipc: true };
    }
    if (one === 'inherit') return { type: 'inherit', place: i };
    if (typeof one === 'number') return { type: 'fd', place: one };
    const fd = fdOf(one) ?? fdOf(one._handle ?? one.handle ?? {});
    if (fd !== undefined) return { type: one._handle || one.handle ? 'wrap' : 'fd', place: fd, stream: one };
    if (ArrayBuffer.isView(one) || typeof one === 'string') {
      if (!sync) throw new codes.ERR_INVALID_SYNC_FORK_INPUT(require('internal/inspect').inspect(one));
      return []; // it takes no place (getValidStdio of lib/internal/child_process.js)
    }
    throw new codes.ERR_INVALID_ARG_VALUE('stdio', one);
  });
  return { places, ipc };
}

/** Sockets are loaded by who starts children, not by who only could. */
const makeStream = (options) => new (require('internal/net/socket').Socket)(options);

/** A stream over an end of a pipe to a child. */
function makeSocket(fd, readable) {
  const handle = new Pipe(false);
  handle.open(fd);
  return makeStream({ handle, readable });
}

/** What is told of with an event 'error', and not thrown. */
const told = ['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT'];

function ChildProcess() {
  Reflect.apply(EventEmitter, this, []);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = new Process();
  const channel = require('diagnostics_channel').channel('child_process');
  if (channel.hasSubscribers) channel.publish({ process: this });
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

/** A place that closed: when all have and the process has ended, 'close' follows. */
function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

/** What nobody has read is let go, so that it comes to its end. */
function flushStdio(child) {
  const { stdio } = child;
  if (stdio == null) return;
  for (const stream of stdio) {
    if (!stream || !stream.readable || stream[kIsUsedAsStdio]) continue;
    stream.resume();
  }
}

// Functions of their own, as stacks tell them apart.
function exceptionOf(child, error) {
  const exception = errnoException(error, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn');
  if (child.spawnfile) exception.path = child.spawnfile;
  exception.spawnargs = child.spawnargs.slice(1);
  return exception;
}
function tellError(child, error) { child.emit('error', error); }
function tellExit(child) { child.emit('exit', child.exitCode, child.signalCode); }
function onErrorNT(child, error) { onExit(child, errnoOf(error), null, error); }
function onSpawnNT(child) { child.emit('spawn'); }

function onExit(child, code, signal, error) {
  if (signal) child.signalCode = signal;
  else child.exitCode = code;
  if (child.stdin) child.stdin.destroy();
  child._handle = null;
  if (error) {
    tellError(child, exceptionOf(child, error));
  } else {
    tellExit(child);
  }
  process.nextTick(flushStdio, child);
  maybeClose(child);
}

ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options');
  let stdio = options.stdio || 'pipe';
  const { places, ipc } = readStdio(stdio, false);
  const { serialization } = options;
  validateOneOf(serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  if (ipc !== undefined && options.envPairs !== undefined) validateArray(options.envPairs, 'options.envPairs');
  const env = options.envPairs === undefined ? pairsOf(process.env) : [...options.envPairs];
  if (ipc !== undefined) {
    env.push(`NODE_CHANNEL_FD=${ipc}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization || 'json'}`);
  }
  validateString(options.file, 'options.file');
  this.spawnfile = options.file;
  if (options.args === undefined) this.spawnargs = [];
  else {
    validateArray(options.args, 'options.args');
    this.spawnargs = options.args;
  }
  const onexit = (code, signal) => onExit(this, code, signal);
  const [error, made, pid, mine] = native.spawn({
    file: options.file, args: this.spawnargs.map(String), env, cwd: options.cwd, detached: Boolean(options.detached),
    user: userOf(options.uid), stdio: places.map((one) => one.place),
  }, onexit);
  const fails = error !== undefined;
  if (fails && !told.includes(error)) {
    for (const fd of mine) if (fd >= 0) require('fs').closeSync(fd);
    this._handle = null;
    throw errnoException(error, 'spawn');
  }
  this._handle = new Process(made, fails ? 0 : pid);
  if (fails) process.nextTick(onErrorNT, this, error);
  else process.nextTick(onSpawnNT, this);
  this.pid = fails ? undefined : pid;
  stdio = places.map((one, i) => {
    if (one.type === 'wrap') {
      // The child reads it now, and this process no more.
      const { stream } = one;
      const handle = stream._handle ?? stream.handle;
      handle.reading = false;
      handle.readStop();
      stream.pause?.();
      stream[kIsUsedAsStdio] = true;
      return stream;
    }
    if (one.type !== 'pipe') return null;
    if (one.ipc) {
      this._closesNeeded++;
      return null;
    }
    if (mine[i] < 0) return null;
    const socket = makeSocket(mine[i], i > 0);
    if (i > 0) {
      this._closesNeeded++;
      socket.on('close', () => maybeClose(this));
    }
    return socket;
  });
  const own = (i) => (places.length > i && places[i].type === 'pipe' && !places[i].ipc ? stdio[i] : null);
  this.stdin = own(0);
  this.stdout = own(1);
  this.stderr = own(2);
  this.stdio = stdio.map((one, i) => (places[i].type === 'wrap' ? null : one));
  if (ipc !== undefined) {
    if (fails) {
      require('fs').closeSync(mine[ipc]);
      process.nextTick(maybeClose, this);
    } else {
      const channel = new Pipe(false);
      channel.open(mine[ipc]);
      require('internal/ipc').setupChannel(this, channel, serialization || 'json', () => maybeClose(this));
    }
  }
  return fails ? error : 0;
};

ChildProcess.prototype.kill = function kill(signal) {
  const number = signal === 0 ? 0 : signalNumber(signal === undefined ? 'SIGTERM' : signal);
  if (this._handle) {
    const error = this._handle.kill(number);
    if (error === undefined) {
      this.killed = true;
      return true;
    }
    if (error === 'EINVAL' || error === 'ENOSYS') throw errnoException(error, 'kill');
    if (error !== 'ESRCH') this.emit('error', errnoException(error, 'kill'));
  }
  return false;
};

if (Symbol.dispose) {
  ChildProcess.prototype[Symbol.dispose] = function() {
    if (!this.killed) this.kill();
  };
}

ChildProcess.prototype.ref = function ref() {
  if (this._handle) this._handle.ref();
};

ChildProcess.prototype.unref = function unref() {
  if (this._handle) this._handle.unref();
};

/** The environment as the system has it: "NAME=value". */
function pairsOf(env) {
  return Object.keys(env).filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]}`);
}

/** The users of the machine are root and user. */
function userOf(uid) {
  if (uid === undefined || uid === null) return undefined;
  return { 0: 'root', 1000: 'user' }[uid] ?? `user-${uid}`;
}

/** spawnSync as child_process makes its results of. */
function spawnSync(options) {
  const { places } = readStdio(options.stdio || 'pipe', true);
  const inputs = places.map((one, i) => (i === 0 ? options.input ?? undefined : undefined));
  const [error, pid, status, signal, outputs] = native.spawnSync({
    file: options.file, args: options.args.map(String), env: options.envPairs ?? pairsOf(process.env), cwd: options.cwd,
    detached: Boolean(options.detached), user: userOf(options.uid), stdio: places.map((one) => one.place), inputs,
    maxBuffer: options.maxBuffer === undefined || options.maxBuffer === Infinity ? -1 : options.maxBuffer,
    timeout: options.timeout ?? 0, killSignal: options.killSignal ? signalNumber(options.killSignal) : 15,
  });
  let output = outputs === null ? null : outputs.map((one) => (one === null ? null : Buffer.from(one)));
  const { encoding } = options;
  if (output && encoding && encoding !== 'buffer') output = output.map((one) => (one ? one.toString(encoding) : one));
  const result = { error, status, signal, output, pid };
  result.stdout = output && output[1];
  result.stderr = output && output[2];
  if (error !== undefined) {
    const exception = errnoException(error, `spawnSync ${options.file}`);
    exception.path = options.file;
    exception.spawnargs = options.args.slice(1);
    result.error = exception;
  } else {
    delete result.error;
  }
  return result;
}

/** Lets a signal of the program's own end a child. */
function abortWith(child, { signal, killSignal }) {
  validateAbortSignal(signal, 'options.signal');
  const abort = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (error) {
      child.emit('error', error);
    }
  };
  if (signal.aborted) {
    process.nextTick(abort);
  } else {
    signal.addEventListener('abort', abort, { once: true });
    child.once('exit', () => signal.removeEventListener('abort', abort));
  }
}

module.exports = { ChildProcess, spawnSync, signalNumber, pairsOf, abortWith, kIsUsedAsStdio };
