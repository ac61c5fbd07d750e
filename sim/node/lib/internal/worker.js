'use strict';

// Worker: a thread with an isolate and a loop of its own. (doc:
// worker_threads.html) Between the library here and there is one channel, and
// between the two programs another; output and errors go by the first.

const native = binding('worker');
const EventEmitter = require('events');
const { codes } = require('internal/errors');
const { validateArray, validateString } = require('internal/validators');
const { MessageChannel, drain, makePort, setupReferencing } = require('internal/message_channel');
const { optionsOf } = require('internal/worker_options');
const { ReadableWorkerStdio, WritableWorkerStdio, kKeeps, kWaiting, kWantsMore } = require('internal/worker_stdio');

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_WORKER_PATH } = codes;
const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

const environmentData = new Map();

function setEnvironmentData(key, value) {
  if (value === undefined) environmentData.delete(key);
  else environmentData.set(key, value);
}
function getEnvironmentData(key) { return environmentData.get(key); }

const isURL = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

// What a worker runs: { filename, form }, where form is 'eval', 'module' or 'file'.
function scriptOf(filename, options) {
  if (options.eval) {
    if (typeof filename !== 'string') throw new ERR_INVALID_ARG_VALUE('options.eval', options.eval, "must be false when 'filename' is not a string");
    return { filename, form: 'eval' };
  }
  if (isURL(filename)) {
    if (filename.protocol === 'data:') return { filename: `${filename}`, form: 'module' };
    return { filename: require('url').fileURLToPath(filename), form: 'file' };
  }
  if (typeof filename !== 'string') throw new ERR_INVALID_ARG_TYPE('filename', ['string', 'URL'], filename);
  const path = require('path');
  if (!path.isAbsolute(filename) && !/^\.\.?[\\/]/.test(filename)) throw new ERR_WORKER_PATH(filename);
  return { filename: path.resolve(filename), form: 'file' };
}

// The environment of a worker, as binding('worker').make takes it. A name that is
// the index of an array is lost. (KVStore::AssignFromObject)
function environmentOf(env) {
  if (env === SHARE_ENV) return undefined;
  if (env === null || env === undefined || env === process.env) return null;
  if (typeof env === 'object') return Object.entries(env).map(([name, value]) => [name, `${value}`]).filter(([name]) => !isIndex(name)).flat();
  throw new ERR_INVALID_ARG_TYPE('options.env', ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env);
}

const isIndex = (name) => String(name >>> 0) === name && name >>> 0 !== 0xffffffff;

function limitsOf(limits) {
  const of = (name) => (typeof limits?.[name] === 'number' ? limits[name] : -1);
  const old = of('maxOldGenerationSizeMb');
  return [of('maxYoungGenerationSizeMb'), old === -1 ? -1 : Math.max(old, 2), of('codeRangeSizeMb'), of('stackSizeMb')];
}

function namedLimits([maxYoungGenerationSizeMb, maxOldGenerationSizeMb, codeRangeSizeMb, stackSizeMb]) {
  return { maxYoungGenerationSizeMb, maxOldGenerationSizeMb, codeRangeSizeMb, stackSizeMb };
}

// A worker's output goes into that of this thread, which may have many sources.
function pipeQuietly(source, target) {
  const most = [source._maxListeners, target._maxListeners];
  source.setMaxListeners(Infinity);
  target.setMaxListeners(Infinity);
  source.pipe(target);
  [source._maxListeners, target._maxListeners] = most;
}

const noOptions = Object.freeze({ __proto__: null });

// A worker's fields, by the names that inspecting one shows.
const kHandle = Symbol('kHandle');
const kPort = Symbol('kPort');
const kParentSideStdio = Symbol('kParentSideStdio');
const kPublicPort = Symbol('kPublicPort');
const kLoopStartTime = Symbol('kLoopStartTime');
const kIsOnline = Symbol('kIsOnline');

// What a worker is to Go.
const Handle = class Worker {
  #native;
  constructor(made, messagePort, onexit) {
    this.#native = made;
    Object.assign(this, { messagePort, threadId: native.id(made), onexit });
  }
  get native() { return this.#native; }
};

class Worker extends EventEmitter {
  constructor(filename, options = noOptions) {
    super();
    if (options.execArgv) validateArray(options.execArgv, 'options.execArgv');
    let argv;
    if (options.argv) {
      validateArray(options.argv, 'options.argv');
      argv = options.argv.map(String);
    }
    const script = scriptOf(filename, options);
    const env = environmentOf(options.env);
    let name = '';
    if (options.name) {
      validateString(options.name, 'options.name');
      name = options.name.trim();
    }
    const nodeOptions = optionsOf(options.execArgv, env === null || env === undefined ? undefined : options.env);

    const [here, there] = binding('messages').ends();
    const port = makePort(here);
    const onexit = (code, fault, reason) => {
      this.#close();
      if (fault !== '') this.#runOut(fault, reason);
      this.#exit(code);
    };
    Object.defineProperty(onexit, 'name', { value: '' });
    this[kHandle] = new Handle(native.make(onexit, there, name, env, ...limitsOf(options.resourceLimits)), port, onexit);
    this[kPort] = port;
    const hear = (message) => this.#hear(message);
    port.on('message', hear);
    port.unref();
    port[kWaiting] = 0;

    const stdin = options.stdin ? new WritableWorkerStdio(port, 'stdin') : null;
    const output = (stream) => {
      const readable = new ReadableWorkerStdio(port, stream);
      if (!options[stream]) {
        readable[kKeeps] = false;
        pipeQuietly(readable, process[stream]);
      }
      return readable;
    };
    const stdout = output('stdout');
    this[kParentSideStdio] = { stdin, stdout, stderr: output('stderr') };

    const { port1, port2 } = new MessageChannel();
    this[kPublicPort] = port1;
    for (const event of ['message', 'messageerror']) {
      const forward = (message) => this.emit(event, message);
      port1.on(event, forward);
    }
    setupReferencing(port1, this, 'message');
    const list = [port2];
    if (options.transferList) list.push(...Array.from(options.transferList));
    port.postMessage({
      type: 'loadScript', ...script, argv, workerData: options.workerData, environmentData, hasStdin: Boolean(options.stdin), publicPort: port2,
      options: nodeOptions,
    }, list);
    this[kLoopStartTime] = -1;
    this[kIsOnline] = false;
    this.performance = { eventLoopUtilization: eventLoopUtilization.bind(this) };
    native.start(this[kHandle].native);
    require('internal/thread_messages').below.set(this.threadId, (message, moving) => port.postMessage(message, moving));
    process.nextTick(() => process.emit('worker', this));
    const channel = require('diagnostics_channel').channel('worker_threads');
    if (channel.hasSubscribers) channel.publish({ worker: this });
  }

  #hear(message) {
    switch (message.type) {
      case 'upAndRunning': this.#beOnline(); break;
      case 'couldNotSerializeError': this.emit('error', new codes.ERR_WORKER_UNSERIALIZABLE_ERROR()); break;
      case 'errorMessage': this.#fail(require('internal/worker_error').unpickle(message.error)); break;
      case 'stdioPayload':
        for (const { chunk, encoding } of message.chunks) this[kParentSideStdio][message.stream].push(chunk, encoding);
        break;
      case 'stdioWantsMoreData': this[kParentSideStdio][message.stream][kWantsMore](); break;
      case 'toThread': require('internal/thread_messages').route(message); break;
      default:
    }
  }

  // The next ones are functions of their own because Node's are, and stacks show them.
  #beOnline() {
    this[kIsOnline] = true;
    this.emit('online');
  }

  #fail(error) { this.emit('error', error); }

  #runOut(fault, reason) { this.emit('error', new codes[fault](reason)); }

  #exit(code) {
    this.emit('exit', code);
    this.removeAllListeners();
  }

  #close() {
    require('internal/thread_messages').below.delete(this.threadId);
    drain(this[kPublicPort]);
    drain(this[kPort]);
    this.removeAllListeners('message');
    this.removeAllListeners('messageerrors');
    this[kPublicPort].unref();
    this[kPort].unref();
    this[kHandle] = this[kPort] = this[kPublicPort] = null;
    const { stdout, stderr } = this[kParentSideStdio];
    if (!stdout.readableEnded) stdout.push(null);
    if (!stderr.readableEnded) stderr.push(null);
  }

  postMessage(...args) {
    if (this[kPublicPort] === null) return;
    this[kPublicPort].postMessage(...args);
  }

  terminate(callback) {
    this.ref();
    if (typeof callback === 'function') {
      process.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.', 'DeprecationWarning', 'DEP0132');
      if (this[kHandle] === null) return Promise.resolve();
      this.once('exit', (exitCode) => callback(null, exitCode));
    }
    if (this[kHandle] === null) return Promise.resolve();
    native.stop(this[kHandle].native);
    return new Promise((resolve) => { this.once('exit', resolve); });
  }

  ref() { this.#setRef(true); }
  unref() { this.#setRef(false); }
  #setRef(on) {
    if (this[kHandle] === null) return;
    native.setRef(this[kHandle].native, on);
    if (on) this[kPublicPort].ref();
    else this[kPublicPort].unref();
  }

  get threadId() { return this[kHandle] === null ? -1 : native.id(this[kHandle].native); }
  get stdin() { return this[kParentSideStdio].stdin; }
  get stdout() { return this[kParentSideStdio].stdout; }
  get stderr() { return this[kParentSideStdio].stderr; }
  get resourceLimits() { return this[kHandle] === null ? {} : namedLimits(native.limits(this[kHandle].native)); }

  getHeapSnapshot() {
    if (this[kHandle] === null) return Promise.reject(new codes.ERR_WORKER_NOT_RUNNING());
    return Promise.reject(require('internal/refuse').refusal('worker.getHeapSnapshot', 'read process.memoryUsage() in the worker'));
  }
}

function eventLoopUtilization(first, second) {
  if (!this[kIsOnline] || this[kHandle] === null) return { idle: 0, active: 0, utilization: 0 };
  const handle = this[kHandle].native;
  if (this[kLoopStartTime] === -1) this[kLoopStartTime] = native.loopStartMs(handle);
  if (this[kLoopStartTime] === -1) return { idle: 0, active: 0, utilization: 0 };
  if (second) return difference(first, second);
  const idle = native.idleMs(handle);
  const active = binding('machine').nowMs() - this[kLoopStartTime] - idle;
  const now = { idle, active, utilization: active / (idle + active) };
  return first ? difference(now, first) : now;
}

function difference(later, earlier) {
  const idle = later.idle - earlier.idle;
  const active = later.active - earlier.active;
  return { idle, active, utilization: active / (idle + active) };
}

module.exports = {
  Worker, SHARE_ENV, environmentData, getEnvironmentData, setEnvironmentData,
  isMainThread: native.threadId === 0, threadId: native.threadId,
  resourceLimits: native.threadId === 0 ? {} : namedLimits(native.ownLimits),
};
