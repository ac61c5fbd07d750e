'use strict';

// process.stdin, stdout and stderr. Where they lead to the terminal they are pipes
// of which what is written is read at once, and whose input is known from the
// beginning; otherwise they are what the parent has given: pipes, sockets, files.

const native = binding('process');
const { sort } = binding('children');

/** A method of the outputs: writes text if nothing waits, and reports whether it did. */
const kDirect = Symbol('kDirect');

// A standard stream is not closed with the program's own end of it: it goes on
// as if nothing had been.
function dummyDestroy(error, callback) {
  callback(error);
  this._undestroy();
  if (!this._writableState.emitClose) process.nextTick(() => this.emit('close'));
}

// Most programs only print, so an output becomes a socket when it is first used
// for more than write: its prototype is asked for something then.
function makeOutput(fd) {
  if (sort(fd) !== 'TERMINAL') return makeGiven(fd);
  const number = native.opened();
  let ready = false;
  function become() {
    const { Socket } = require('internal/net/socket');
    if (ready) return Socket.prototype;
    ready = true;
    const written = stream.write;
    for (const key of Object.keys(first)) delete stream[key];
    delete stream.write;
    Object.setPrototypeOf(stream, Socket.prototype);
    Reflect.apply(Socket, stream, [{ handle: new (require('internal/pipe').Pipe)(fd), number, readable: false, writable: true }]);
    Object.assign(stream, first, { destroySoon: stream.destroy, _destroy: dummyDestroy });
    // It looks like one that has written before.
    if (stream._handle.bytesWritten > 0) Object.assign(stream._writableState, { writecb: null, sync: false });
    if (written !== write) stream.write = written;
    return Socket.prototype;
  }
  const before = new Proxy(Object.create(null), {
    get(target, key, receiver) {
      if (key === 'isTTY') return undefined;
      return Reflect.get(become(), key, receiver);
    },
    set(target, key, value, receiver) { return Reflect.set(become(), key, value, receiver); },
    has(target, key) { return key !== 'isTTY' && key in become(); },
    getPrototypeOf() { return become(); },
  });
  function direct(text) {
    native.write(fd, text);
    native.wrote(fd);
    return true;
  }
  function write(chunk, encoding, callback) {
    if (!ready && typeof chunk === 'string' && encoding === undefined && callback === undefined) return direct(chunk);
    return Reflect.apply(become().write, stream, [chunk, encoding, callback]);
  }
  // Whether text written now would come out at once.
  function idle() {
    if (!ready) return stream.write === write;
    const state = stream._writableState;
    return stream.write === require('internal/net/socket').Socket.prototype.write && stream._handle?.isShut() === false &&
      state.length === 0 && !state.corked && !state.ending && !state.destroyed;
  }
  const first = { _type: 'pipe', fd, _isStdio: true };
  const stream = Object.create(before, {
    write: { value: write, writable: true, configurable: true, enumerable: false },
    [kDirect]: { value: (text) => idle() && direct(text) },
  });
  for (const key of Object.keys(first)) {
    Object.defineProperty(stream, key, { value: first[key], writable: true, configurable: true, enumerable: true });
  }
  return stream;
}

/** An output that the parent has given. */
function makeGiven(fd) {
  const kind = sort(fd);
  if (kind === 'PIPE' || kind === 'TCP') {
    const handles = require('internal/stream_handle');
    const { Socket } = require('internal/net/socket');
    const handle = new (kind === 'TCP' ? handles.TCP : handles.Pipe)(false);
    handle.open(fd);
    const stream = new Socket({ handle, readable: false, writable: true });
    stream._type = 'pipe';
    return standard(stream, fd);
  }
  if (kind === 'FILE' || kind === 'UNKNOWN') return standard(fileOutput(fd), fd);
  // It is closed: what is written goes nowhere.
  const { Writable } = require('stream');
  return standard(new Writable({ write(chunk, encoding, callback) { callback(); } }), fd);
}

function standard(stream, fd) {
  stream.fd = fd;
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = dummyDestroy;
  return stream;
}

let FileOutput;

/**
 * A file is written to at once. (SyncWriteStream) Few outputs are files, so that
 * streams are not loaded for them at the start.
 */
function fileOutput(fd) {
  FileOutput ??= class SyncWriteStream extends require('stream').Writable {
    constructor(fd) {
      super({ autoDestroy: true });
      this.fd = fd;
      this.readable = false;
      this.autoClose = false;
      this._type = 'fs';
    }
    _write(chunk, encoding, callback) {
      try {
        require('fs').writeSync(this.fd, chunk);
      } catch (error) {
        callback(error);
        return;
      }
      callback();
    }
  };
  return new FileOutput(fd);
}

/** An input that the parent has given. */
function givenInput() {
  const kind = sort(0);
  if (kind === 'FILE') return new (require('fs').ReadStream)(null, { fd: 0, autoClose: false });
  if (kind === 'PIPE' || kind === 'TCP') {
    const handles = require('internal/stream_handle');
    const { Socket } = require('internal/net/socket');
    const handle = new (kind === 'TCP' ? handles.TCP : handles.Pipe)(false);
    handle.open(0);
    const stdin = new Socket({ handle, readable: true, writable: false, manualStart: true });
    stdin._writableState.ended = true;
    return stdin;
  }
  const { Readable } = require('stream');
  const stdin = new Readable({ read() {} });
  stdin.push(null);
  return stdin;
}

function makeInput() {
  if (sort(0) !== 'TERMINAL') {
    const stdin = givenInput();
    stdin.fd = 0;
    if (stdin._handle) {
      stdin._handle.reading = false;
      pauses(stdin);
    }
    return stdin;
  }
  const number = native.opened();
  const { Socket } = require('internal/net/socket');
  const stdin = new Socket({ handle: new (require('internal/pipe').Pipe)(0), number, readable: true, writable: false, manualStart: true });
  // It cannot be ended.
  stdin._writableState.ended = true;
  stdin.fd = 0;
  stdin._handle.reading = false;
  pauses(stdin);
  return stdin;
}

/** A stream that is paused lets the process end, as soon as it has stopped to read. */
function pauses(stdin) {
  stdin.on('pause', () => {
    process.nextTick(() => {
      const handle = stdin._handle;
      if (!handle || !handle.reading || stdin.readableFlowing) return;
      stdin._readableState.reading = false;
      handle.reading = false;
      handle.readStop();
    });
  });
}

function define(name, make) {
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() { return (stream ||= make()); },
    set(value) { stream = value; },
  });
}

if (binding('worker').threadId === 0) {
  define('stdin', makeInput);
  define('stdout', () => makeOutput(1));
  define('stderr', () => makeOutput(2));
} else {
  let streams;
  const all = () => {
    if (streams !== undefined) return streams;
    const { ReadableWorkerStdio, WritableWorkerStdio, kWantsMore } = require('internal/worker_stdio');
    const port = require('internal/worker_main').portOf();
    streams = {
      stdin: new ReadableWorkerStdio(port, 'stdin'), stdout: new WritableWorkerStdio(port, 'stdout'), stderr: new WritableWorkerStdio(port, 'stderr'),
    };
    // What waits to be asked for is sent before the worker ends.
    // (lib/internal/bootstrap/switches/is_not_main_thread.js)
    process.on('exit', function flushSync() {
      streams.stdout[kWantsMore]();
      streams.stderr[kWantsMore]();
    });
    return streams;
  };
  for (const name of ['stdin', 'stdout', 'stderr']) define(name, () => all()[name]);
}

module.exports = { kDirect };
