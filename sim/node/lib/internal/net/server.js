'use strict';

// Servers: sockets that listen. (doc: net.html#class-netserver)

const EventEmitter = require('events');
const { TCP, Pipe, kOwner } = require('internal/stream_handle');
const { codes, errnoException, exceptionWithHostPort, uvExceptionWithHostPort } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateNumber, validatePort } = require('internal/validators');
const { Socket, createHandle, emitCloseNT, kAsyncId, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay } = require('internal/net/socket');
const { normalizeArgs, toNumber } = require('internal/net/connect');
const { channel, tracingChannel } = require('diagnostics_channel');

const netServerSocketChannel = channel('net.server.socket');
const netServerListen = tracingChannel('net.server.listen');

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_SERVER_ALREADY_LISTEN, ERR_SERVER_NOT_RUNNING } = codes;

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  Reflect.apply(EventEmitter, this, []);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
    this.on('connection', connectionListener);
  } else if (options == null || typeof options === 'object') {
    options = { ...options };
    if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = require('stream').getDefaultHighWaterMark(false);
  }
  this._connections = 0;
  this[kAsyncId] = -1;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark ?? require('stream').getDefaultHighWaterMark(false);
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

function failed(server, error) {
  if (netServerListen.hasSubscribers) netServerListen.error.publish({ server, error });
  process.nextTick(emitErrorNT, server, error);
}

function emitErrorNT(server, error) { server.emit('error', error); }

function emitListeningNT(server) {
  if (server._handle) server.emit('listening');
}

/** A handle that is bound; a text is the name of an error. */
function createServerHandle(address, port, addressType, fd, ipv6Only) {
  let handle;
  if (typeof fd === 'number' && fd >= 0) {
    try {
      handle = createHandle(fd, true);
    } catch {
      return 'EINVAL'; // it is none that could listen
    }
    handle.open(fd);
    return handle;
  }
  let error;
  if (port === -1 && addressType === -1) {
    handle = new Pipe(true);
    error = handle.bind(address);
  } else {
    handle = new TCP(true);
    if (address || (addressType === 4 || addressType === 6)) {
      error = handle.bind(address || (addressType === 4 ? '0.0.0.0' : '::'), port, ipv6Only);
    }
  }
  if (error !== undefined) {
    handle.close();
    return error;
  }
  return handle;
}

function acceptConnection(server, error, clientHandle) {
  if (error !== undefined) {
    server.emit('error', errnoException(error, 'accept'));
    return;
  }
  if (server.maxConnections && server._connections >= server.maxConnections) {
    const [localAddress, localPort, localFamily] = clientHandle.getsockname?.() ?? [];
    const [remoteAddress, remotePort, remoteFamily] = clientHandle.getpeername?.() ?? [];
    const data = localAddress === undefined ? undefined :
      { __proto__: null, localAddress, localPort, localFamily, remoteAddress, remotePort, remoteFamily };
    if (data === undefined) server.emit('drop');
    else server.emit('drop', data);
    clientHandle.close();
    return;
  }
  const socket = new Socket({
    handle: clientHandle, allowHalfOpen: server.allowHalfOpen, pauseOnCreate: server.pauseOnConnect,
    readable: true, writable: true, readableHighWaterMark: server.highWaterMark, writableHighWaterMark: server.highWaterMark,
  });
  if (server.noDelay && clientHandle.setNoDelay) {
    socket[kSetNoDelay] = true;
    clientHandle.setNoDelay(true);
  }
  if (server.keepAlive && clientHandle.setKeepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = server.keepAliveInitialDelay;
    clientHandle.setKeepAlive(true, server.keepAliveInitialDelay);
  }
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
  if (netServerSocketChannel.hasSubscribers) netServerSocketChannel.publish({ socket });
}

// Listens with a handle of the server's own, or one that it was given.
function setupListenHandle(address, port, addressType, backlog, fd, ipv6Only) {
  if (!this._handle) {
    let made;
    // All addresses of both families, if there are both.
    if (!address && typeof fd !== 'number') {
      made = createServerHandle('::', port, 6, fd, ipv6Only);
      if (typeof made === 'string') {
        made = undefined;
        address = '0.0.0.0';
        addressType = 4;
      } else {
        address = '::';
        addressType = 6;
      }
    }
    made ??= createServerHandle(address, port, addressType, fd, ipv6Only);
    if (typeof made === 'string') {
      failed(this, uvExceptionWithHostPort(made, 'listen', address, port));
      return;
    }
    this._handle = made;
  }
  this[kAsyncId] = this._handle.getAsyncId();
  const on = { onconnection(error, client) { acceptConnection(this[kOwner], error, client); } };
  this._handle.onconnection = on.onconnection;
  this._handle[kOwner] = this;
  const error = this._handle.listen(backlog || 511);
  if (error !== undefined) {
    const exception = uvExceptionWithHostPort(error, 'listen', address, port);
    this._handle.close();
    this._handle = null;
    failed(this, exception);
    return;
  }
  if (netServerListen.hasSubscribers) netServerListen.asyncEnd.publish({ server: this });
  this._connectionKey = `${addressType}:${address}:${port}`;
  if (this._unref) this.unref();
  process.nextTick(emitListeningNT, this);
}

// That an address is in use is told when it is listened at, or a socket that has
// failed to have it then gets any port: so whether it has the one that was asked for
// is looked at before. (checkBindError, lib/net.js)
function checkBindError(error, port, handle) {
  if (error || !(port > 0) || !handle.getsockname) return error;
  return handle.getsockname()?.[1] === port ? undefined : 'EADDRINUSE';
}

// A worker of a cluster asks the primary for what it listens with.
function listenInCluster(server, address, port, addressType, backlog, fd, exclusive, options) {
  if (exclusive || !require('internal/cluster/role').isWorker()) {
    server._listen2(address, port, addressType, backlog, fd, options?.ipv6Only);
    return;
  }
  const query = { address, port, addressType, fd, flags: options?.ipv6Only ? 1 : 0, backlog };
  const id = server._listeningId; // closed meanwhile, it does not listen any more
  require('cluster')._getServer(server, query, (error, handle) => {
    if (id !== server._listeningId) {
      handle?.close();
      return;
    }
    error = checkBindError(error, port, handle);
    if (error) {
      server.emit('error', exceptionWithHostPort(error, 'bind', address, port));
      return;
    }
    server._handle = handle;
    server._listen2(address, port, addressType, backlog, fd, options?.ipv6Only);
  });
}

function lookupAndListen(server, port, address, backlog, exclusive, options) {
  const id = server._listeningId; // closed meanwhile, it does not listen any more
  require('dns').lookup(address, function doListen(error, ip, family) {
    if (id !== server._listeningId) return;
    if (error) server.emit('error', error);
    else listenInCluster(server, ip, port, ip ? family : 4, backlog, undefined, exclusive, options);
  });
}

function addServerAbortSignalOption(server, options) {
  if (options?.signal === undefined) return;
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  const onAborted = () => server.close();
  if (signal.aborted) process.nextTick(onAborted);
  else {
    signal.addEventListener('abort', onAborted, { once: true });
    server.once('close', () => signal.removeEventListener('abort', onAborted));
  }
}

const methods = {
  _listen2: setupListenHandle,
  listen(...args) {
    let [options, callback] = normalizeArgs(args);
    if (this._handle) throw new ERR_SERVER_ALREADY_LISTEN();
    if (netServerListen.hasSubscribers) netServerListen.asyncStart.publish({ server: this, options });
    this._listeningId++;
    if (callback !== null) this.once('listening', callback);
    const backlogFromArgs = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);
    options = options._handle || options.handle || options;
    if (options instanceof TCP || options instanceof Pipe) {
      this._handle = options;
      this[kAsyncId] = this._handle.getAsyncId();
      listenInCluster(this, null, -1, -1, backlogFromArgs, undefined, true);
      return this;
    }
    addServerAbortSignalOption(this, options);
    if (typeof options.fd === 'number' && options.fd >= 0) {
      listenInCluster(this, null, null, null, backlogFromArgs, options.fd);
      return this;
    }
    if (args.length === 0 || typeof args[0] === 'function' || (options.port === undefined && 'port' in options) || options.port === null) {
      options.port = 0;
    }
    if (typeof options.port === 'number' || typeof options.port === 'string') {
      validatePort(options.port, 'options.port');
      const backlog = options.backlog || backlogFromArgs;
      if (options.ipv6Only !== undefined) validateBoolean(options.ipv6Only, 'options.ipv6Only');
      if (options.host) lookupAndListen(this, options.port | 0, options.host, backlog, options.exclusive, options);
      else listenInCluster(this, null, options.port | 0, 4, backlog, undefined, options.exclusive, options);
      return this;
    }
    if (options.path && (typeof options.path === 'string' && toNumber(options.path) === false)) {
      if (options.path[0] === '\0' && (options.readableAll || options.writableAll)) {
        throw new ERR_INVALID_ARG_VALUE('options', options, 'can not set readableAll or writableAllt to true when path is abstract unix socket');
      }
      const backlog = options.backlog || backlogFromArgs;
      this._pipeName = options.path;
      listenInCluster(this, this._pipeName, -1, -1, backlog, undefined, options.exclusive);
      // Others than the owner may be let in. (uv_pipe_chmod)
      const mode = (options.readableAll === true ? 0o444 : 0) | (options.writableAll === true ? 0o222 : 0);
      if (this._handle && mode !== 0) this._handle.fchmod(mode);
      return this;
    }
    if (!('port' in options || 'path' in options)) {
      throw new ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
    }
    throw new ERR_INVALID_ARG_VALUE('options', options);
  },
  address() {
    if (this._handle?.getsockname) {
      const name = this._handle.getsockname();
      if (name === undefined) throw errnoException('EBADF', 'address');
      const [address, port, family] = name;
      return { address, family, port };
    }
    if (this._pipeName) return this._pipeName;
    return null;
  },
  getConnections(callback) {
    process.nextTick(callback, null, this._connections);
    return this;
  },
  close(callback) {
    this._listeningId++;
    if (typeof callback === 'function') {
      if (!this._handle) this.once('close', () => callback(new ERR_SERVER_NOT_RUNNING()));
      else this.once('close', callback);
    }
    if (this._handle) {
      this._handle.close();
      this._handle = null;
    }
    this._emitCloseIfDrained();
    return this;
  },
  async [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
    if (!this._handle) return;
    await new Promise((resolve, reject) => this.close((error) => (error ? reject(error) : resolve())));
  },
  _emitCloseIfDrained() {
    if (this._handle || this._connections) return;
    process.nextTick(emitCloseNT, this);
  },
  ref() {
    this._unref = false;
    this._handle?.ref();
    return this;
  },
  unref() {
    this._unref = true;
    this._handle?.unref();
    return this;
  },
  [EventEmitter.captureRejectionSymbol](error, event, socket) {
    if (event === 'connection') socket.destroy(error);
    else this.emit('error', error);
  },
};

for (const name of Reflect.ownKeys(methods)) {
  Object.defineProperty(Server.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: typeof name === 'string' });
}
Object.defineProperty(Server.prototype, 'listening', { get() { return Boolean(this._handle); }, configurable: true, enumerable: true });

module.exports = { Server, createServerHandle };
