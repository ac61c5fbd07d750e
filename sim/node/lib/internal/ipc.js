'use strict';

// The channel between a process and its child: messages, descriptors that travel
// with them, the end of it. (doc: child_process.html#subprocesssendmessage-sendhandle-options-callback,
// process.html#processsendmessage-sendhandle-options-callback)

const EventEmitter = require('events');
const { codes, errnoException } = require('internal/errors');
const { Pipe, TCP } = require('internal/stream_handle');

/** More than two reads behind: who sends is told to wait. */
const mostBehind = 65536 * 2;
/** How often a handle is sent again that did not arrive. */
const mostRetries = 3;

const { stringify } = JSON; // called as Node calls it, which a stack shows

/** Messages as lines of JSON. */
const json = {
  name: 'json',
  encode(message) { return `${stringify(message)}\n`; },
  reader() {
    const lines = binding('children').lines();
    return {
      read(memory) {
        const messages = lines.read(memory);
        for (let i = 0; i < messages.length; i++) messages[i] = JSON.parse(messages[i]);
        return messages;
      },
      get incomplete() { return lines.incomplete(); },
    };
  },
};

/** The classes that write and read clones here: beside views there are objects that V8
    does not know, which go as their own properties. (lib/internal/child_process/serialization.js) */
const clones = {
  get both() {
    const { DefaultSerializer, DefaultDeserializer } = require('v8');
    const viewTag = 0;
    const otherTag = 1;
    class ChildProcessSerializer extends DefaultSerializer {
      _writeHostObject(object) {
        const isView = ArrayBuffer.isView(object);
        this.writeUint32(isView ? viewTag : otherTag);
        return isView ? super._writeHostObject(object) : this.writeValue({ ...object });
      }
    }
    class ChildProcessDeserializer extends DefaultDeserializer {
      _readHostObject() { return this.readUint32() === viewTag ? super._readHostObject() : this.readValue(); }
    }
    Object.defineProperty(clones, 'both', { value: { ChildProcessSerializer, ChildProcessDeserializer } });
    return clones.both;
  },
};

function writeClone(message) {
  const serializer = new clones.both.ChildProcessSerializer();
  serializer.writeHeader();
  serializer.writeValue(message);
  return serializer.releaseBuffer();
}

function readClone(bytes) {
  const deserializer = new clones.both.ChildProcessDeserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}

/** Messages as V8 writes structured clones, each after its length. */
const advanced = {
  name: 'advanced',
  encode(message) {
    const body = writeClone(message);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    return Buffer.concat([head, body]);
  },
  reader() {
    let rest = Buffer.alloc(0);
    return {
      read(memory) {
        const bytes = Buffer.from(memory);
        rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
        const messages = [];
        while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
          const end = 4 + rest.readUInt32BE(0);
          messages.push(readClone(rest.subarray(4, end)));
          rest = rest.subarray(end);
        }
        return messages;
      },
      get incomplete() { return rest.length > 0; },
    };
  },
};

/** Messages of Node's own, which programs do not see. */
function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' && message.cmd.startsWith('NODE_');
}

/** Sockets that were sent, by number, with the servers that accepted them. */
const lent = { last: 0, servers: new Map() };

function giveBack(key) {
  const server = lent.servers.get(key);
  if (server === undefined) return;
  lent.servers.delete(key);
  server._connections--;
  server._emitCloseIfDrained();
}

/** What can travel: by the name that the other side is told, how it goes and comes. */
const kinds = {
  'net.Native': {
    takes: (handle) => handle instanceof TCP || handle instanceof Pipe,
    send: (message, handle) => handle,
    got(message, handle, give) { give(handle); },
  },
  'net.Server': {
    takes: (handle) => handle instanceof require('net').Server,
    send: (message, server) => server._handle,
    got(message, handle, give) {
      const server = new (require('net').Server)();
      server.listen(handle, () => give(server));
    },
  },
  'net.Socket': {
    takes: (handle) => handle instanceof require('net').Socket,
    send(message, socket, options) {
      if (!socket._handle) return undefined;
      // Its server is not closed before the other side says that the socket is.
      if (socket.server) {
        message.key = ++lent.last;
        lent.servers.set(message.key, socket.server);
        socket._server = null;
      }
      const handle = socket._handle;
      if (!options.keepOpen) {
        // Nothing more is read here, and the socket has no handle.
        handle.onread = () => {};
        socket._handle = null;
        socket.setTimeout(0);
      }
      return handle;
    },
    sent(handle, options) {
      if (handle && !options.keepOpen) handle.close();
    },
    got(message, handle, give, tell) {
      const socket = new (require('net').Socket)({ handle, readable: true, writable: true });
      if (message.key) socket.on('close', () => tell({ cmd: 'NODE_SOCKET_CLOSED', key: message.key }));
      give(socket);
    },
  },
  'dgram.Native': {
    takes: (handle) => typeof handle?.fd === 'number' && handle instanceof require('internal/datagram_handle').UDP,
    send: (message, handle) => handle,
    got(message, handle, give) { give(handle); },
  },
  'dgram.Socket': {
    takes(handle) {
      return handle?.constructor?.name === 'Socket' && typeof handle.bind === 'function' && typeof handle.addMembership === 'function';
    },
    send(message, socket) {
      message.dgramType = socket.type;
      return socket[require('internal/datagram_handle').kState].handle ?? undefined;
    },
    got(message, handle, give) {
      const socket = new (require('dgram').Socket)(message.dgramType);
      socket.bind(handle, () => give(socket));
    },
  },
};

const kChannelHandle = Symbol('kChannelHandle');
const kPendingMessages = Symbol('kPendingMessages');

/** The object process.channel and subprocess.channel: what keeps the loop alive. */
class Control extends EventEmitter {
  #channel;
  #references = 0;
  #explicit = false;
  constructor(channel) {
    super();
    this.#channel = channel;
    this[kPendingMessages] = []; // that nobody listened to when they came
  }
  refCounted() {
    if (++this.#references === 1 && !this.#explicit) this.#channel.ref();
  }
  unrefCounted() {
    if (--this.#references === 0 && !this.#explicit) {
      this.#channel.unref();
      this.emit('unref');
    }
  }
  ref() {
    this.#explicit = true;
    this.#channel.ref();
  }
  unref() {
    this.#explicit = true;
    this.#channel.unref();
  }
  get fd() { return this.#channel.fd; }
}

/** The old name of the property channel. */
function defineOldName(target) {
  const { deprecate } = require('internal/deprecate');
  const message = '_channel is deprecated. Use ChildProcess.channel instead.';
  Object.defineProperty(target, '_channel', {
    get: deprecate(() => target.channel, message, 'DEP0129'),
    set: deprecate((value) => { target.channel = value; }, message, 'DEP0129'),
    configurable: true,
    enumerable: false,
  });
}

/** A descriptor that came, as a handle of its sort. */
function wrap(fd) {
  const sort = binding('children').sort(fd);
  let handle;
  if (sort === 'UDP') handle = new (require('internal/datagram_handle').UDP)();
  else handle = sort === 'TCP' ? new TCP(false) : new Pipe(false);
  handle.open(fd);
  return handle;
}

/** What is sent with, unless something else is asked for. */
const usual = Object.freeze({ swallowErrors: false });

// The next ones are functions of their own because a stack shows where in Node's
// each of them is.
function checkOptions(options) { require('internal/validators').validateObject(options, 'options'); }
function refuseNothing() { throw new codes.ERR_MISSING_ARGS('message'); }
function refuseMessage(message) { throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message); }
function refuseHandle() { throw new codes.ERR_INVALID_HANDLE_TYPE(); }
function closedError() { return new codes.ERR_IPC_CHANNEL_CLOSED(); }
function tellClosedNT(target, error) { target.emit('error', error); }
function disconnectedError() { return new codes.ERR_IPC_DISCONNECTED(); }
function tellNT(target, error) { target.emit('error', error); }

/** Lets a process or a child send and receive over a channel. closed is called when the other side has closed it. */
function setupChannel(target, channel, serialization, closed = () => {}) {
  const form = serialization === 'advanced' ? advanced : json;
  const reader = form.reader();
  const control = new Control(channel);
  const handles = []; // that came, and whose message has not
  const keys = new Set(); // of sockets that were sent and are not closed, as far as is known
  let over = false;
  target.channel = control;
  target[kChannelHandle] = channel;
  defineOldName(target);
  target._handleQueue = null; // of messages that wait until a handle has arrived
  target._pendingMessage = null; // the one whose handle has not been acknowledged
  channel.acceptDescriptors();

  function deliver(event, message, handle) {
    if (event === 'internalMessage' || target.listenerCount('message') > 0) {
      target.emit(event, message, handle);
    } else {
      target.channel[kPendingMessages].push([event, message, handle]);
    }
  }

  function handleMessage(message, handle, internal) {
    if (!target.channel) return;
    process.nextTick(deliver, internal ? 'internalMessage' : 'message', message, handle);
  }

  // Who begins to listen is given what has come before.
  target.on('newListener', () => {
    process.nextTick(() => {
      if (!target.channel || target.listenerCount('message') === 0) return;
      const waiting = target.channel[kPendingMessages];
      const { length } = waiting;
      if (length === 0) return;
      for (let i = 0; i < length; i++) deliverWaiting(waiting[i]);
      target.channel[kPendingMessages] = [];
    });
  });

  function deliverWaiting(given) { target.emit(...given); }

  channel.onread = (memory, error, descriptors) => {
    if (descriptors !== undefined) for (const fd of descriptors) handles.push(wrap(fd));
    if (memory === undefined) {
      finishReading();
      return;
    }
    const messages = reader.read(memory);
    channel.buffering = reader.incomplete;
    for (let i = 0; i < messages.length; i++) {
      const message = messages[i];
      const internal = isInternal(message);
      if (internal && message.cmd === 'NODE_HANDLE') handleMessage(message, handles.shift(), true);
      else handleMessage(message, undefined, internal);
    }
  };

  function finishReading() {
    channel.buffering = false;
    if (target.connected) target.disconnect();
    channel.onread = () => {};
    close();
    target.channel = null;
    closed();
  }

  function close() {
    if (over) return;
    over = true;
    channel.close();
    for (const key of keys) giveBack(key);
  }

  target.on('internalMessage', (message, handle) => {
    if (message.cmd === 'NODE_HANDLE_ACK' || message.cmd === 'NODE_HANDLE_NACK') {
      acknowledged(message.cmd === 'NODE_HANDLE_ACK');
      return;
    }
    if (message.cmd === 'NODE_SOCKET_CLOSED') giveBack(message.key);
    if (message.cmd !== 'NODE_HANDLE') return;
    if (handle === undefined) {
      write({ cmd: 'NODE_HANDLE_NACK' }, undefined, { swallowErrors: true });
      return;
    }
    write({ cmd: 'NODE_HANDLE_ACK' }, undefined, { swallowErrors: true });
    kinds[message.type].got(message, handle, (made) => {
      if (isInternal(message.msg)) handleMessage(message.msg, made, true);
      else handleMessage(message.msg, made, false);
    }, (answer) => {
      if (target.connected) write(answer, undefined, { swallowErrors: true });
    });
  });

  function acknowledged(arrived) {
    const pending = target._pendingMessage;
    let again = null;
    if (pending) {
      if (arrived) {
        closePending();
      } else if (pending.retransmissions++ === mostRetries) {
        closePending();
        process.emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning');
      } else {
        again = pending;
      }
    }
    const waiting = target._handleQueue ?? [];
    target._handleQueue = null;
    if (again) {
      target._pendingMessage = null;
      transmit(again.message, again.handle, again.options, again.callback, again);
    }
    for (const one of waiting) target._send(one.message, one.handle, one.options, one.callback);
    // Who asked to disconnect had to wait for the last handle.
    if (!target.connected && target.channel && !target._handleQueue) target._disconnect();
  }

  function closePending() {
    const { message, handle, options } = target._pendingMessage;
    kinds[message.type].sent?.(handle, options);
    target._pendingMessage = null;
  }

  /** A message that had to wait has been written. */
  function written() { control.unrefCounted(); }

  /** Writes a message; its handle has been made ready. */
  function write(message, native, options, callback) {
    const data = form.encode(message);
    const done = typeof callback !== 'function' ? written : function oncomplete(error) {
      control.unrefCounted();
      callback(error === undefined ? null : errnoException(error, 'write'));
    };
    const result = channel.write(data, done, native ? [native.fd] : undefined);
    if (result === false) {
      control.refCounted();
    } else if (result === true) {
      if (typeof callback === 'function') process.nextTick(callback, null);
    } else {
      if (!options.swallowErrors) {
        const error = errnoException(result, 'write');
        if (typeof callback === 'function') process.nextTick(callback, error);
        else process.nextTick(() => tellNT(target, error));
      }
      return false;
    }
    return true;
  }

  /** Sends a message that has a handle with it. */
  function transmit(message, native, options, callback, before) {
    if (!write(message, native, options, callback)) return;
    target._handleQueue ??= [];
    target._pendingMessage = { callback, message, handle: native, options, retransmissions: before?.retransmissions ?? 0 };
  }

  /** Whether it may go on sending at once: this message waits for a handle's arrival. */
  function enqueue(message, handle, options, callback) {
    target._handleQueue.push({ callback, handle, options, message });
    return target._handleQueue.length === 1;
  }

  target.connected = true;

  const methods = {
    send(message, handle, options, callback) {
      if (typeof handle === 'function') {
        callback = handle;
        handle = undefined;
        options = undefined;
      } else if (typeof options === 'function') {
        callback = options;
        options = undefined;
      } else if (options !== undefined) {
        checkOptions(options);
      }
      options = options === undefined ? usual : { ...usual, ...options };
      if (this.connected) return this._send(message, handle, options, callback);
      const error = closedError();
      if (typeof callback === 'function') process.nextTick(callback, error);
      else process.nextTick(() => tellClosedNT(this, error));
      return false;
    },

    _send(message, handle, options, callback) {
      if (message === undefined) refuseNothing();
      if (typeof message !== 'string' && typeof message !== 'object' && typeof message !== 'number' && typeof message !== 'boolean') {
        refuseMessage(message);
      }
      if (typeof options === 'boolean') options = { swallowErrors: options };
      options ??= {};
      if (handle) {
        const type = ['net.Socket', 'net.Server', 'net.Native', 'dgram.Socket', 'dgram.Native'].find((name) => kinds[name].takes(handle));
        if (type === undefined) refuseHandle();
        if (target._handleQueue) return enqueue(message, handle, options, callback);
        const packed = { cmd: 'NODE_HANDLE', type, msg: message };
        const native = kinds[type].send(packed, handle, options);
        if (packed.key) keys.add(packed.key);
        if (native) {
          transmit(packed, native, options, callback);
          return channel.writeQueueSize < mostBehind;
        }
      } else if (target._handleQueue) {
        return enqueue(message, null, options, callback);
      }
      write(message, undefined, options, callback);
      return channel.writeQueueSize < mostBehind;
    },

    disconnect() {
      if (!this.connected) {
        this.emit('error', disconnectedError());
        return;
      }
      this.connected = false;
      if (!target._handleQueue) this._disconnect();
    },

    _disconnect() {
      this.channel = null;
      this[kChannelHandle] = null;
      if (target._pendingMessage) closePending();
      let fired = false;
      const finish = () => {
        if (fired) return;
        fired = true;
        close();
        target.emit('disconnect');
      };
      // A message that has come in part is waited for.
      if (channel.buffering) {
        target.once('message', finish);
        target.once('internalMessage', finish);
        return;
      }
      process.nextTick(finish);
    },
  };
  for (const name of Object.keys(methods)) {
    // Node's have no names: each is assigned to its place.
    target[name] = Object.defineProperty(methods[name], 'name', { value: '' });
  }

  channel.buffering = false;
  channel.readStart();
  return control;
}

/** The channel to the parent, which keeps the loop alive only while somebody listens. */
function setupOwn(fd, serialization) {
  const channel = new Pipe(false);
  channel.open(fd);
  channel.unref();
  const control = setupChannel(process, channel, serialization);
  const counts = (name) => name === 'message' || name === 'disconnect';
  process.on('newListener', (name) => {
    if (counts(name)) control.refCounted();
  });
  process.on('removeListener', (name) => {
    if (counts(name)) control.unrefCounted();
  });
}

module.exports = { setupChannel, setupOwn };
