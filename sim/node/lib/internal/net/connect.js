'use strict';

// How a socket is connected: by a path, by an address, or by a name that may stand
// for several, which are then tried one after another. (RFC 8305)

const { isIP } = require('internal/net');
const { TCP, Pipe } = require('internal/stream_handle');
const { codes, exceptionWithHostPort } = require('internal/errors');
const { validateFunction, validateInt32, validateBoolean, validateNumber, validatePort, validateString } = require('internal/validators');
const { Socket, initSocketHandle, kTimeout, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay } = require('internal/net/socket');

const {
  ERR_INVALID_ADDRESS_FAMILY, ERR_INVALID_ARG_TYPE, ERR_INVALID_IP_ADDRESS, ERR_MISSING_ARGS, ERR_SOCKET_CONNECTION_TIMEOUT,
} = codes;

const { hasObserver, startPerf, stopPerf } = require('internal/perf_observe');
const { isGiven, valueOf } = require('internal/options');
const settings = {
  autoSelectFamily: !isGiven('--no-network-family-autoselection'),
  attemptTimeout: Number(valueOf('--network-family-autoselection-attempt-timeout') ?? 250),
};

const kPerfHooksNetConnectContext = Symbol('kPerfHooksNetConnectContext');
const normalizedArgsSymbol = Symbol('normalizedArgs');

function toNumber(x) { return (x = Number(x)) >= 0 ? x : false; }

function isPipeName(s) { return typeof s === 'string' && toNumber(s) === false; }

/** The arguments of connect and listen as [options, callback]. */
function normalizeArgs(args) {
  let result;
  if (args.length === 0) {
    result = [{}, null];
  } else {
    const first = args[0];
    let options = {};
    if (typeof first === 'object' && first !== null) options = first;
    else if (isPipeName(first)) options.path = first;
    else {
      options.port = first;
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
    const last = args[args.length - 1];
    result = [options, typeof last === 'function' ? last : null];
  }
  result[normalizedArgsSymbol] = true;
  return result;
}

class NodeAggregateError extends AggregateError {
  constructor(errors, message) {
    super(errors, message);
    this.code = errors[0]?.code;
  }
  get [Symbol.for('kIsNodeError')]() { return true; }
}
Object.defineProperty(NodeAggregateError, 'name', { value: 'AggregateError' });
Object.defineProperty(NodeAggregateError.prototype, 'constructor', { value: AggregateError });

// There is a connection.
function afterConnect(socket) {
  if (socket.destroyed) return;
  socket.connecting = false;
  socket._sockname = null;
  socket._unrefTimer();
  const handle = socket._handle;
  if (socket[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (socket[kSetKeepAlive] && handle.setKeepAlive) handle.setKeepAlive(true, socket[kSetKeepAliveInitialDelay]);
  socket.emit('connect');
  socket.emit('ready');
  // Start to read, or learn at once that there is nothing: no bytes are taken.
  if (!socket.isPaused()) socket.read(0);
  stopPerf(socket, kPerfHooksNetConnectContext);
}

function connectionError(request, error) {
  let details;
  if (request.localAddress && request.localPort) details = `${request.localAddress}:${request.localPort}`;
  const exception = exceptionWithHostPort(error, 'connect', request.address, request.port, details);
  if (details) {
    exception.localAddress = request.localAddress;
    exception.localPort = request.localPort;
  }
  return place(exception, `${request.port === undefined ? 'Pipe' : 'TCP'}ConnectWrap.afterConnect${request.multiple ? 'Multiple' : ''} [as oncomplete] (node:net:${request.multiple ? '1674:18' : '1611:16'})`);
}

// Says where Node makes an error.
function place(error, ...calls) {
  const value = [`${error.name}${error instanceof AggregateError ? ` [${error.code}]` : ''}: ${error.message}`, ...calls.map((call) => `    at ${call}`)].join('\n');
  return Object.defineProperty(error, 'stack', { value, writable: true, enumerable: false, configurable: true });
}

// Binds the socket to the local address that was asked for; an error if that cannot be.
// That the address is in use shows in what the socket is called. (checkBindError)
function bindLocal(handle, addressType, localAddress, localPort) {
  if (!localAddress && !localPort) return undefined;
  const address = localAddress || (addressType === 4 ? '0.0.0.0' : '::');
  const error = handle.bind(address, localPort ?? 0) ?? (localPort > 0 && handle.bindError ? handle.bindError() : undefined);
  return error === undefined ? undefined : exceptionWithHostPort(error, 'bind', address, localPort);
}

function startConnect(socket, host, port) {
  if (hasObserver('net')) startPerf(socket, kPerfHooksNetConnectContext, { type: 'net', name: 'connect', detail: { host, port } });
}

function internalConnect(socket, address, port, addressType, localAddress, localPort) {
  const unbound = bindLocal(socket._handle, addressType, localAddress, localPort);
  if (unbound) {
    socket.destroy(unbound);
    return;
  }
  socket.emit('connectionAttempt', address, port, addressType);
  const request = { address, port, localAddress, localPort };
  const done = (error) => {
    if (error === undefined || socket.destroyed) {
      afterConnect(socket);
      return;
    }
    socket.connecting = false;
    socket._sockname = null;
    const exception = connectionError(request, error);
    socket.emit('connectionAttemptFailed', address, port, addressType, exception);
    socket.destroy(exception);
  };
  const error = port === undefined ? socket._handle.connect(address, done) : socket._handle.connect(address, port, done);
  if (error === undefined) {
    if (port !== undefined) startConnect(socket, address, port);
    return;
  }
  const local = socket._getsockname();
  const details = port === undefined || !local ? undefined : `${local.address}:${local.port}`;
  socket.destroy(exceptionWithHostPort(error, 'connect', address, port, details));
}

// Tries the next of several addresses.
function internalConnectMultiple(context, cancelled) {
  clearTimeout(context.timer);
  const { socket } = context;
  if (socket._aborted) return;
  if (cancelled || context.current === context.addresses.length) {
    if (context.errors.length === 0) socket.destroy(new ERR_SOCKET_CONNECTION_TIMEOUT());
    else socket.destroy(place(new NodeAggregateError(context.errors), 'internalConnectMultiple (node:net:1122:18)', 'afterConnectMultiple (node:net:1689:7)'));
    return;
  }
  const current = context.current++;
  if (current > 0) {
    socket._handle?.close();
    socket._handle = new TCP(false);
    initSocketHandle(socket);
  }
  const { address, family } = context.addresses[current];
  const { port, localPort } = context;
  const handle = socket._handle;
  const unbound = bindLocal(handle, family, undefined, localPort);
  if (unbound) {
    context.errors.push(unbound);
    internalConnectMultiple(context, false);
    return;
  }
  socket.emit('connectionAttempt', address, port, family);
  socket.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`);
  const request = { address, port, localPort, multiple: true };
  const fail = (name) => {
    const exception = connectionError(request, name);
    context.errors.push(exception);
    socket.emit('connectionAttemptFailed', address, port, family, exception);
  };
  let given = false; // it took too long, and nobody wants to know any more
  const error = handle.connect(address, port, (name) => {
    if (given) return;
    clearTimeout(context.timer);
    if (name === undefined && current !== context.current - 1) {
      handle.close();
      return;
    }
    if (name !== undefined) {
      fail(name);
      if (socket.connecting) internalConnectMultiple(context, name === 'ECANCELED');
      return;
    }
    startConnect(socket, address, port);
    afterConnect(socket);
  });
  if (error !== undefined) {
    fail(error);
    internalConnectMultiple(context, false);
    return;
  }
  if (current < context.addresses.length - 1) {
    context.timer = setTimeout(() => {
      socket.emit('connectionAttemptTimeout', address, port, family);
      given = true;
      context.errors.push(connectionError(request, 'ETIMEDOUT'));
      handle.close();
      if (socket.connecting) internalConnectMultiple(context, false);
    }, context.timeout);
  }
}

function connectErrorNT(socket, error) { socket.destroy(error); }

function lookupAndConnect(socket, options) {
  const { localAddress, localPort } = options;
  const host = options.host || 'localhost';
  let { port, autoSelectFamilyAttemptTimeout, autoSelectFamily } = options;
  if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') throw new ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    validatePort(port);
  }
  port |= 0;
  if (autoSelectFamily != null) validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  else autoSelectFamily = settings.autoSelectFamily;
  if (autoSelectFamilyAttemptTimeout != null) {
    validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);
    autoSelectFamilyAttemptTimeout = Math.max(autoSelectFamilyAttemptTimeout, 10);
  } else {
    autoSelectFamilyAttemptTimeout = settings.attemptTimeout;
  }
  const addressType = isIP(host);
  if (addressType) {
    process.nextTick(() => {
      if (socket.connecting) internalConnect(socket, host, port, addressType, localAddress, localPort);
    });
    return;
  }
  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const dnsopts = { family: options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family, hints: options.hints || 0 };
  if (dnsopts.family !== 4 && dnsopts.family !== 6 && dnsopts.hints === 0) dnsopts.hints = require('dns').ADDRCONFIG;
  socket._host = host;
  const lookup = options.lookup || require('dns').lookup;
  if (autoSelectFamily && dnsopts.family !== 4 && dnsopts.family !== 6 && !localAddress) {
    dnsopts.all = true;
    lookup(host, dnsopts, (error, addresses) => lookedUpAll(socket, error, addresses, options, port, autoSelectFamilyAttemptTimeout));
    return;
  }
  lookup(host, dnsopts, (error, ip, family) => {
    socket.emit('lookup', error, ip, family, host);
    if (!socket.connecting) return;
    if (error) {
      process.nextTick(connectErrorNT, socket, error);
    } else if (!isIP(ip)) {
      process.nextTick(connectErrorNT, socket, new ERR_INVALID_IP_ADDRESS(ip));
    } else if (family !== 4 && family !== 6) {
      process.nextTick(connectErrorNT, socket, new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port));
    } else {
      socket._unrefTimer();
      internalConnect(socket, ip, port, family, localAddress, localPort);
    }
  });
}

function lookedUpAll(socket, error, addresses, options, port, timeout) {
  const { host = 'localhost', localPort } = options;
  if (!socket.connecting) return;
  if (error) {
    socket.emit('lookup', error, undefined, undefined, host);
    process.nextTick(connectErrorNT, socket, error);
    return;
  }
  const valid = { 4: [], 6: [] };
  let first;
  for (const { address, family } of addresses) {
    socket.emit('lookup', error, address, family, host);
    if (!socket.connecting) return;
    if (isIP(address) && (family === 4 || family === 6)) {
      first ||= family;
      if (!valid[family].some((other) => other.address === address)) valid[family].push({ address, family });
    }
  }
  if (first === undefined) {
    const { address, family } = addresses[0] ?? {};
    process.nextTick(connectErrorNT, socket, isIP(address) ? new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port) : new ERR_INVALID_IP_ADDRESS(address));
    return;
  }
  const second = first === 6 ? 4 : 6;
  const toAttempt = [];
  for (let i = 0; i < Math.max(valid[4].length, valid[6].length); i++) {
    if (valid[first][i]) toAttempt.push(valid[first][i]);
    if (valid[second][i]) toAttempt.push(valid[second][i]);
  }
  socket._unrefTimer();
  if (toAttempt.length === 1) {
    internalConnect(socket, toAttempt[0].address, port, toAttempt[0].family, undefined, localPort);
    return;
  }
  socket.autoSelectFamilyAttemptedAddresses = [];
  const context = { socket, addresses: toAttempt, current: 0, port, localPort, timeout, errors: [], timer: undefined };
  internalConnectMultiple(context, false);
}

Socket.prototype.connect = function connect(...args) {
  const [options, callback] = Array.isArray(args[0]) && args[0][normalizedArgsSymbol] ? args[0] : normalizeArgs(args);
  if (callback !== null) this.once('connect', callback);
  if (this._parent?.connecting) return this;
  if (options.port === undefined && options.path == null) throw new ERR_MISSING_ARGS(['options', 'port', 'path']);
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = null;
    this._sockname = null;
  }
  const { path } = options;
  const pipe = Boolean(path);
  if (!this._handle) {
    this._handle = pipe ? new Pipe(false) : new TCP(false);
    initSocketHandle(this);
  }
  this._unrefTimer();
  this.connecting = true;
  if (pipe) {
    validateString(path, 'options.path');
    internalConnect(this, path);
  } else {
    lookupAndConnect(this, options);
  }
  return this;
};

module.exports = { normalizeArgs, normalizedArgsSymbol, isPipeName, toNumber, settings, kTimeout };
