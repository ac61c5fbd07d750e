'use strict';

// Datagrams over UDP. (doc: dgram.html)

const EventEmitter = require('events');
const native = binding('datagrams');
const { UDP, kState } = require('internal/datagram_handle');

const { codes, errnoException, exceptionWithHostPort } = require('internal/errors');
const { validateAbortSignal, validateFunction, validateNumber, validatePort, validateString, validateUint32 } = require('internal/validators');
const { isIP } = require('internal/net');
const { refusal } = require('internal/refuse');
const udpSocketChannel = require('diagnostics_channel').channel('udp.socket');

const {
  ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS, ERR_SOCKET_ALREADY_BOUND, ERR_SOCKET_BAD_BUFFER_SIZE, ERR_SOCKET_BAD_TYPE,
  ERR_SOCKET_DGRAM_IS_CONNECTED, ERR_SOCKET_DGRAM_NOT_CONNECTED, ERR_SOCKET_DGRAM_NOT_RUNNING,
} = codes;

const unbound = 0;
const binding_ = 1;
const bound = 2;
const disconnected = 0;
const connecting = 1;
const connected = 2;

const kAsyncId = Symbol('async_id_symbol');

function Socket(type, listener) {
  Reflect.apply(EventEmitter, this, []);
  let options;
  if (type !== null && typeof type === 'object') {
    options = type;
    ({ type } = options);
    if (options.lookup !== undefined) validateFunction(options.lookup, 'lookup');
  }
  for (const name of ['recvBufferSize', 'sendBufferSize']) {
    if (options?.[name]) validateUint32(options[name], `options.${name}`);
  }
  if (type !== 'udp4' && type !== 'udp6') throw new ERR_SOCKET_BAD_TYPE();
  const handle = new UDP();
  const lookup = options?.lookup ?? require('dns').lookup;
  handle.lookup = (address, callback) => lookup(address || (type === 'udp4' ? '127.0.0.1' : '::1'), type === 'udp4' ? 4 : 6, callback);
  this[kAsyncId] = native.asyncId(handle.native);
  this.type = type;
  if (typeof listener === 'function') this.on('message', listener);
  this[kState] = {
    handle, receiving: false, bindState: unbound, connectState: disconnected, queue: undefined, reuseAddr: options?.reuseAddr,
    ipv6Only: options?.ipv6Only, recvBufferSize: options?.recvBufferSize, sendBufferSize: options?.sendBufferSize,
  };
  if (options?.signal !== undefined) {
    const { signal } = options;
    validateAbortSignal(signal, 'options.signal');
    const onAborted = () => { if (this[kState].handle) this.close(); };
    if (signal.aborted) onAborted();
    else {
      signal.addEventListener('abort', onAborted, { once: true });
      this.once('close', () => signal.removeEventListener('abort', onAborted));
    }
  }
  if (udpSocketChannel.hasSubscribers) udpSocketChannel.publish({ socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

function running(socket) {
  if (!socket[kState].handle) throw new ERR_SOCKET_DGRAM_NOT_RUNNING();
  return socket[kState];
}

function socketCloseNT(socket) { socket.emit('close'); }

function startListening(socket) {
  const state = socket[kState];
  native.receive(state.handle.native, function onMessage(memory, from, error) {
    if (error !== undefined) {
      socket.emit('error', errnoException(error, 'recvmsg'));
      return;
    }
    const [address, port, family] = from;
    socket.emit('message', Buffer.from(memory), { address, family, port, size: memory.byteLength });
  });
  state.receiving = true;
  state.bindState = bound;
  for (const name of ['recvBufferSize', 'sendBufferSize']) if (state[name]) bufferSize(socket, state[name], name);
  socket.emit('listening');
}

/** The socket goes on with a handle that came from elsewhere. */
function replaceHandle(socket, handle) {
  const state = socket[kState];
  const old = state.handle;
  handle.lookup = old.lookup;
  state.handle = handle;
  old.close();
}

/** In a worker of a cluster, all that bind to an address share the primary's handle. */
function bindInCluster(socket, address, port) {
  const state = socket[kState];
  const flags = (state.reuseAddr ? 4 : 0) | (state.ipv6Only ? 1 : 0);
  require('cluster')._getServer(socket, { address, port, addressType: socket.type, fd: -1, flags }, (error, handle) => {
    if (error) {
      state.bindState = unbound;
      socket.emit('error', exceptionWithHostPort(error, 'bind', address, port));
      return;
    }
    if (!state.handle) {
      handle.close();
      return;
    }
    replaceHandle(socket, handle);
    startListening(socket);
  });
}

// Calls what waited for the socket to be bound.
function enqueue(socket, call) {
  const state = socket[kState];
  if (state.queue !== undefined) {
    state.queue.push(call);
    return;
  }
  state.queue = [call];
  const listening = () => {
    socket.removeListener(EventEmitter.errorMonitor, failed);
    const { queue } = state;
    state.queue = undefined;
    for (const waits of queue) waits();
  };
  const failed = () => {
    socket.removeListener('listening', listening);
    state.queue = undefined;
  };
  socket.once('listening', listening);
  socket.once(EventEmitter.errorMonitor, failed);
}

// A part of a buffer, or of a text.
function part(buffer, offset, length) {
  if (typeof buffer === 'string') buffer = Buffer.from(buffer);
  else if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView', 'string'], buffer);
  offset >>>= 0;
  length >>>= 0;
  if (offset > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length);
}

function doSend(error, socket, ip, list, address, port, callback) {
  const { handle } = socket[kState];
  if (error) {
    if (typeof callback === 'function') process.nextTick(callback, error);
    else process.nextTick(() => socket.emit('error', error));
    return;
  }
  if (!handle) return;
  const failed = native.send(handle.native, port ? ip : undefined, port, list);
  if (typeof callback !== 'function') return;
  if (failed !== undefined) process.nextTick(callback, exceptionWithHostPort(failed, 'send', address, port));
  else process.nextTick(callback, null, list.reduce((sum, chunk) => sum + chunk.byteLength, 0));
}

function doConnect(error, socket, ip, address, port, callback) {
  const state = socket[kState];
  if (!state.handle) return;
  if (!error) {
    const failed = native.connect(state.handle.native, ip, port);
    if (failed !== undefined) error = exceptionWithHostPort(failed, 'connect', address, port);
  }
  if (error) {
    state.connectState = disconnected;
    return void process.nextTick(() => {
      if (callback) {
        socket.removeListener('connect', callback);
        callback(error);
      } else {
        socket.emit('error', error);
      }
    });
  }
  state.connectState = connected;
  process.nextTick(() => socket.emit('connect'));
}

function refuseGroup(name) {
  throw refusal(`dgram's ${name}`, 'send to each receiver by itself: the simulated machine has no network but the loopback');
}

// How many hops what is sent may go, and whether it comes back: nothing hears it here.
function setOfGroups(name, valid, value) {
  const { bindState } = running(this);
  if (!valid) throw errnoException('EINVAL', name);
  if (bindState !== bound) throw errnoException('EBADF', name);
  return value;
}

/** Whether an address is one of a group. */
function isGroup(address) { return isIP(address) !== 0 && /^(?:22[4-9]\.|23\d\.|ff)/i.test(address); }

// Nobody can be a member of a group here, so nobody can leave one.
const groups = (name, joins) => function(multicastAddress, interfaceAddress) {
  running(this);
  if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
  if (isIP(multicastAddress) === 0 || (interfaceAddress && isIP(interfaceAddress.replace(/%.*/, '')) === 0)) throw errnoException('EINVAL', name);
  if (!joins) throw errnoException('EADDRNOTAVAIL', name);
  if (!isGroup(multicastAddress)) throw errnoException('EINVAL', name);
  refuseGroup(name);
};

const groupsOfSource = (name, joins) => function(sourceAddress, groupAddress) {
  running(this);
  validateString(sourceAddress, 'sourceAddress');
  validateString(groupAddress, 'groupAddress');
  if (!joins || isIP(sourceAddress) === 0 || !isGroup(groupAddress)) throw errnoException('EINVAL', name);
  refuseGroup(name);
};

const methods = {
  bind(port_, address_) {
    const state = running(this);
    let port = port_;
    if (state.bindState !== unbound) throw new ERR_SOCKET_ALREADY_BOUND();
    state.bindState = binding_;
    const last = arguments.length > 0 && arguments[arguments.length - 1];
    if (typeof last === 'function') {
      const removeListeners = () => {
        this.removeListener('error', removeListeners);
        this.removeListener('listening', onListening);
      };
      const onListening = () => {
        removeListeners();
        Reflect.apply(last, this, []);
      };
      this.on('error', removeListeners);
      this.on('listening', onListening);
    }
    if (port instanceof UDP) {
      replaceHandle(this, port);
      startListening(this);
      return this;
    }
    let address;
    let exclusive = false;
    if (port !== null && typeof port === 'object') {
      address = port.address || '';
      exclusive = Boolean(port.exclusive);
      ({ port } = port);
    } else {
      address = typeof address_ === 'function' ? '' : address_;
    }
    address ||= this.type === 'udp4' ? '0.0.0.0' : '::';
    state.handle.lookup(address, (error, ip) => {
      if (!state.handle) return;
      if (error) {
        state.bindState = unbound;
        this.emit('error', error);
        return;
      }
      if (!exclusive && require('internal/cluster/role').isWorker()) {
        bindInCluster(this, ip, port || 0);
        return;
      }
      const failed = native.bind(state.handle.native, ip, port || 0, Boolean(state.reuseAddr), Boolean(state.ipv6Only));
      if (failed !== undefined) {
        state.bindState = unbound;
        this.emit('error', exceptionWithHostPort(failed, 'bind', ip, port));
        return;
      }
      startListening(this);
    });
    return this;
  },
  connect(port, address, callback) {
    validatePort(port, 'Port', false);
    if (typeof address === 'function') {
      callback = address;
      address = '';
    } else if (address === undefined) {
      address = '';
    }
    validateString(address, 'address');
    const state = this[kState];
    if (state.connectState !== disconnected) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
    state.connectState = connecting;
    if (state.bindState === unbound) this.bind({ port: 0, exclusive: true }, null);
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.once('connect', callback);
    }
    const go = () => state.handle.lookup(address, (error, ip) => doConnect(error, this, ip, address, port, callback));
    if (state.bindState !== bound) enqueue(this, go);
    else go();
  },
  disconnect() {
    const state = this[kState];
    if (state.connectState !== connected) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
    const failed = native.disconnect(state.handle.native);
    if (failed !== undefined) throw errnoException(failed, 'connect');
    state.connectState = disconnected;
  },
  sendto(buffer, offset, length, port, address, callback) {
    validateNumber(offset, 'offset');
    validateNumber(length, 'length');
    validateNumber(port, 'port');
    validateString(address, 'address');
    this.send(buffer, offset, length, port, address, callback);
  },
  send(buffer, offset, length, port, address, callback) {
    const state = this[kState];
    const isConnected = state.connectState === connected;
    if (!isConnected) {
      if (address || (port && typeof port !== 'function')) {
        buffer = part(buffer, offset, length);
      } else {
        callback = port;
        port = offset;
        address = length;
      }
    } else if (typeof length === 'number') {
      buffer = part(buffer, offset, length);
      if (typeof port === 'function') {
        callback = port;
        port = null;
      }
    } else {
      callback = offset;
    }
    if (isConnected && (port || address)) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
    let list;
    if (!Array.isArray(buffer)) {
      if (typeof buffer === 'string') list = [Buffer.from(buffer)];
      else if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView', 'string'], buffer);
      else list = [buffer];
    } else {
      list = buffer.map((chunk) => {
        if (typeof chunk === 'string') return Buffer.from(chunk);
        if (!ArrayBuffer.isView(chunk)) throw new ERR_INVALID_ARG_TYPE('buffer list arguments', ['Buffer', 'TypedArray', 'DataView', 'string'], buffer);
        return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      });
    }
    if (!isConnected) port = validatePort(port, 'Port', false);
    if (typeof callback !== 'function') callback = undefined;
    if (typeof address === 'function') {
      callback = address;
      address = undefined;
    } else if (address != null) {
      validateString(address, 'address');
    }
    running(this);
    if (state.bindState === unbound) this.bind({ port: 0, exclusive: true }, null);
    if (list.length === 0) list.push(Buffer.alloc(0));
    if (state.bindState !== bound) {
      enqueue(this, () => this.send(list, port, address, callback));
      return;
    }
    if (!isConnected && state.connectState !== connecting) {
      state.handle.lookup(address, (error, ip) => doSend(error, this, ip, list, address, port, callback));
    } else {
      doSend(null, this, null, list, null, null, callback);
    }
  },
  close(callback) {
    const state = this[kState];
    if (typeof callback === 'function') this.on('close', callback);
    if (state.queue !== undefined) {
      state.queue.push(() => this.close());
      return this;
    }
    running(this);
    this._stopReceiving();
    const { handle } = state;
    handle.close();
    state.handle = null;
    process.nextTick(socketCloseNT, this);
    return this;
  },
  address() {
    const { handle } = running(this);
    const at = native.localAddress(handle.native);
    if (at === undefined) throw errnoException('EBADF', 'getsockname');
    const [address, port, family] = at;
    return { address, family, port };
  },
  remoteAddress() {
    const { handle, connectState } = running(this);
    if (connectState !== connected) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
    const [address, port, family] = native.peerAddress(handle.native);
    return { address, family, port };
  },
  setBroadcast(on) {
    const { handle, bindState } = running(this);
    const failed = bindState === bound ? native.broadcast(handle.native, Boolean(on)) : 'EBADF'; // it has no descriptor before
    if (failed !== undefined) throw errnoException(failed, 'setBroadcast');
  },
  setTTL(ttl) {
    validateNumber(ttl, 'ttl');
    const { bindState } = running(this);
    if (ttl < 1 || ttl > 255) throw errnoException('EINVAL', 'setTTL');
    if (bindState !== bound) throw errnoException('EBADF', 'setTTL');
    return ttl;
  },
  setMulticastTTL(ttl) {
    validateNumber(ttl, 'ttl');
    return Reflect.apply(setOfGroups, this, ['setMulticastTTL', ttl >= 0 && ttl <= 255, ttl]);
  },
  setMulticastLoopback(on) { return Reflect.apply(setOfGroups, this, ['setMulticastLoopback', true, on]); },
  setMulticastInterface(address) {
    running(this);
    validateString(address, 'interfaceAddress');
    if (isIP(address.replace(/%.*/, '')) === 0) throw errnoException('EINVAL', 'setMulticastInterface');
    refuseGroup('setMulticastInterface');
  },
  addMembership: groups('addMembership', true),
  dropMembership: groups('dropMembership', false),
  addSourceSpecificMembership: groupsOfSource('addSourceSpecificMembership', true),
  dropSourceSpecificMembership: groupsOfSource('dropSourceSpecificMembership', false),
  _stopReceiving() {
    const state = this[kState];
    if (!state.receiving) return;
    native.stop(state.handle.native);
    state.receiving = false;
  },
  ref() {
    const { handle } = this[kState];
    if (handle) native.setRef(handle.native, true);
    return this;
  },
  unref() {
    const { handle } = this[kState];
    if (handle) native.setRef(handle.native, false);
    return this;
  },
  setRecvBufferSize(size) { bufferSize(this, size, 'recvBufferSize'); },
  setSendBufferSize(size) { bufferSize(this, size, 'sendBufferSize'); },
  getRecvBufferSize() { return bufferSize(this, 0, 'recvBufferSize'); },
  getSendBufferSize() { return bufferSize(this, 0, 'sendBufferSize'); },
  getSendQueueSize() { return 0; },
  getSendQueueCount() { return 0; },
};

function bufferSize(socket, size, name) {
  if (size >>> 0 !== size) throw new ERR_SOCKET_BAD_BUFFER_SIZE();
  const state = running(socket);
  if (state.bindState !== bound) {
    throw require('internal/errors').systemError('EBADF', `uv_${name === 'recvBufferSize' ? 'recv' : 'send'}_buffer_size`, 'ERR_SOCKET_BUFFER_SIZE', 'Could not get or set buffer size');
  }
  return native.room(state.handle.native, name === 'sendBufferSize', size);
}

for (const [name, method] of Object.entries(methods)) Socket.prototype[name] = method;
if (Symbol.asyncDispose) {
  Socket.prototype[Symbol.asyncDispose] = async function() { if (this[kState].handle) await new Promise((resolve) => this.close(resolve)); };
}

module.exports = {
  createSocket: function createSocket(type, listener) { return new Socket(type, listener); },
  Socket,

};
