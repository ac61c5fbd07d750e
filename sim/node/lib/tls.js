'use strict';

// TLS. Nothing is encrypted on the simulated network: connections are made, and then
// refused where the handshake would begin; servers are refused at once. What is
// asked before anything is encrypted is answered. (doc: tls.html)

const net = require('net');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { refusal, refusing } = require('internal/refuse');
const JSStreamSocket = require('_stream_wrap');

const instead = "use 'net' or 'http': the simulated network needs no encryption";

// A socket around another: what is asked of it before anything is written or read
// is answered.
function TLSSocket(socket, options) {
  Reflect.apply(net.Socket, this, [{ allowHalfOpen: socket?.allowHalfOpen, manualStart: true }]);
  this.encrypted = true;
  this.authorized = false;
  this.authorizationError = null;
  this._handle = socket instanceof net.Socket ? socket._handle : { _parentWrap: Object.create(JSStreamSocket.prototype) };
}
Object.setPrototypeOf(TLSSocket.prototype, net.Socket.prototype);
Object.setPrototypeOf(TLSSocket, net.Socket);
TLSSocket.prototype._destroy = function destroyed(error, callback) {
  this._handle = null;
  callback(error);
};
for (const name of ['_read', '_write', '_writev', '_final', 'connect']) {
  TLSSocket.prototype[name] = function refuse() { this.destroy(refusal('TLS', instead)); };
}

function Server() { throw refusal('a server of TLS', instead); }
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

function createServer(options, secureConnectionListener) { return new Server(options, secureConnectionListener); }

function SecureContext(secureProtocol, secureOptions, minVersion, maxVersion) { throw refusal('TLS', instead); }

function createSecureContext(options) { return new SecureContext(); }

/**
 * Connects, as far as the network is asked: who does not answer is told as in Node;
 * who does is left where the handshake would begin.
 */
function connect(...args) {
  const [options] = net._normalizeArgs(args);
  for (const more of args.slice(1, 3)) if (more !== null && typeof more === 'object') Object.assign(options, more);
  const socket = options.socket ?? net.connect(options);
  const refuse = () => socket.destroy(refusal('TLS', instead));
  if (socket.connecting) socket.prependOnceListener('connect', refuse);
  else process.nextTick(refuse);
  return socket;
}

// The names of protocols as ALPN has them on the wire: each after its length. (RFC 7301, 3.1)
function protocolNames(protocols) {
  return Buffer.concat(protocols.map((protocol, i) => {
    const name = Buffer.from(protocol);
    if (name.length > 255) {
      throw new ERR_OUT_OF_RANGE(`The byte length of the protocol at index ${i} exceeds the maximum length.`, '<= 255', name.length, true);
    }
    return Buffer.concat([Buffer.from([name.length]), name]);
  }));
}

function convertALPNProtocols(protocols, out) {
  if (Array.isArray(protocols)) out.ALPNProtocols = protocolNames(protocols);
  else if (ArrayBuffer.isView(protocols)) out.ALPNProtocols = Buffer.from(protocols);
  else if (protocols !== undefined) throw new ERR_INVALID_ARG_TYPE('protocols', ['Array', 'Buffer', 'TypedArray', 'DataView'], protocols);
}

module.exports = {
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_CIPHERS: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE-RSA-AES128-GCM-SHA256:'
    + 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256:'
    + 'ECDHE-RSA-AES128-SHA256:DHE-RSA-AES128-SHA256:ECDHE-RSA-AES256-SHA384:DHE-RSA-AES256-SHA384:ECDHE-RSA-AES256-SHA256:'
    + 'DHE-RSA-AES256-SHA256:HIGH:!aNULL:!eNULL:!EXPORT:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA',
  DEFAULT_ECDH_CURVE: 'auto',
  DEFAULT_MIN_VERSION: 'TLSv1.2',
  DEFAULT_MAX_VERSION: 'TLSv1.3',
  getCiphers: refusing('getCiphers', 'TLS', instead),
  rootCertificates: Object.freeze([]), // the simulated computer knows no authority
  convertALPNProtocols,
  checkServerIdentity: refusing('checkServerIdentity', 'TLS', instead),
  createSecureContext,
  SecureContext,
  TLSSocket,
  Server,
  createServer,
  connect,
  createSecurePair: refusing('createSecurePair', 'TLS', instead),
};
