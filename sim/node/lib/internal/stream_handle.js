'use strict';

// Handles of streams, as net and child_process use them: TCP and Pipe. They have
// no file of Node's own; what they do is in C++ there. (src/tcp_wrap.cc,
// src/pipe_wrap.cc, src/stream_base.cc)
//
// Errors are told by their names, undefined for none.

const native = binding('streams');

const kOwner = Symbol('owner_symbol');

/** The handles that are open: they hold what they call. */
const open = new Set();

class StreamHandle {
  #native;
  constructor(made) {
    this.#native = made;
    this.reading = false;
    if (new.target === TCP) this.onconnection = null;
    Object.defineProperty(this, 'onread', { value: undefined, writable: true, enumerable: false, configurable: true });
    this[kOwner] = null;
    open.add(this);
  }
  /** What the handle is to Go: to be given to other handles of its kind. */
  get native() { return this.#native; }
  get fd() { return native.fd(this.#native); }
  get bytesRead() { return native.bytesRead(this.#native); }
  get bytesWritten() { return native.bytesWritten(this.#native); }
  get writeQueueSize() { return native.queued(this.#native); }
  getAsyncId() { return native.asyncId(this.#native); }
  isShut() { return native.isShut(this.#native); }
  open(fd) { native.adopt(this.#native, fd); }
  /** Reads at most as much at once as a buffer has room for. */
  useUserBuffer(buffer) { native.room(this.#native, buffer.byteLength); }
  /** Lets descriptors come with bytes: onread's third argument. */
  acceptDescriptors() { native.passing(this.#native); }
  readStart() { return native.readStart(this.#native, (memory, error, descriptors) => this.onread(memory, error, descriptors)); }
  readStop() { native.readStop(this.#native); }
  /** True if all was written, false if done(error) will be called, else an error's name. */
  write(data, done, descriptors) { return native.write(this.#native, data, done, descriptors); }
  shutdown(done) { return native.shutdown(this.#native, done); }
  close(done) {
    const [from, kept] = [this.#native, this];
    native.close(from, () => {
      open.delete(kept);
      done?.call(kept);
    });
  }
  reset(done) {
    native.reset(this.#native, () => {
      open.delete(this);
      done?.call(this);
    });
  }
  ref() { native.setRef(this.#native, true); }
  unref() { native.setRef(this.#native, false); }
  hasRef() { return native.hasRef(this.#native); }
  listen(backlog) {
    return native.listen(this.#native, backlog, (error, made) => {
      this.onconnection(error, made === undefined ? undefined : new this.constructor(false, made));
    });
  }
}

class TCP extends StreamHandle {
  constructor(serves = false, made = native.tcp(serves)) { super(made); }
  bind(address, port, onlyIPv6 = false) { return native.bind(this.native, address, port, onlyIPv6); }
  connect(address, port, done) { return native.connect(this.native, address, port, done); }
  /** The error of binding, which is told when something is to come of it. */
  bindError() { return native.delayed(this.native); }
  setNoDelay() {}
  setKeepAlive() {}
  getsockname() { return native.localAddress(this.native); }
  getpeername() { return native.peerAddress(this.native); }
}

class Pipe extends StreamHandle {
  constructor(serves = false, made = native.pipe(serves)) { super(made); }
  #path;
  bind(path) {
    this.#path = path;
    return native.bind(this.native, path, -1, false);
  }
  connect(path, done) { return native.connect(this.native, path, -1, done); }
  fchmod(mode) { native.permit(this.#path, mode); }
}

// The sorts that libuv has no name of its own for. (uv_guess_handle)
const guessed = { __proto__: null, TERMINAL: 'TTY', INVALID: 'UNKNOWN' };

/** What a descriptor is: TCP, PIPE, UDP, TTY, FILE or UNKNOWN. */
function guessHandleType(fd) {
  const sort = binding('children').sort(fd);
  return guessed[sort] ?? sort;
}

module.exports = { TCP, Pipe, kOwner, open, guessHandleType };
