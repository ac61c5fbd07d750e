'use strict';

// Sockets and servers over TCP and UNIX domain paths. (doc: net.html)

const { isIP, isIPv4, isIPv6 } = require('internal/net');
const { Socket } = require('internal/net/socket');
const { normalizeArgs, normalizedArgsSymbol, settings } = require('internal/net/connect');
const { Server, createServerHandle } = require('internal/net/server');
const { validateBoolean, validateInt32 } = require('internal/validators');
const { channel } = require('diagnostics_channel');

const netClientSocketChannel = channel('net.client.socket');

function connect(...args) {
  const normalized = normalizeArgs(args);
  const [options] = normalized;
  const socket = new Socket(options);
  if (netClientSocketChannel.hasSubscribers) netClientSocketChannel.publish({ socket });
  if (options.timeout) socket.setTimeout(options.timeout);
  normalized[normalizedArgsSymbol] = true;
  return socket.connect(normalized);
}

let warnSimultaneousAccepts = true;
function _setSimultaneousAccepts() {
  if (!warnSimultaneousAccepts) return;
  warnSimultaneousAccepts = false;
  process.emitWarning('net._setSimultaneousAccepts() is deprecated and will be removed.', 'DeprecationWarning', 'DEP0121');
}

let lists;
const addresses = () => (lists ||= require('internal/net/addresses'));

module.exports = {
  _createServerHandle: createServerHandle,
  _normalizeArgs: normalizeArgs,
  _setSimultaneousAccepts,
  get BlockList() { return addresses().BlockList; },
  get SocketAddress() { return addresses().SocketAddress; },
  connect,
  createConnection: connect,
  createServer: function createServer(options, connectionListener) { return new Server(options, connectionListener); },
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily() { return settings.autoSelectFamily; },
  setDefaultAutoSelectFamily(value) {
    validateBoolean(value, 'value');
    settings.autoSelectFamily = value;
  },
  getDefaultAutoSelectFamilyAttemptTimeout() { return settings.attemptTimeout; },
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    validateInt32(value, 'value', 1);
    settings.attemptTimeout = Math.max(value, 10);
  },
};
