'use strict';

// Servers of HTTP. (doc: http.html#class-httpserver)

const net = require('net');
const EventEmitter = require('events');
const { OutgoingMessage, kOutHeaders, kUniqueHeaders, kNeedDrain, parseUniqueHeadersOption } = require('_http_outgoing');
const { IncomingMessage } = require('_http_incoming');
const {
  HTTPParser, ConnResetException, bodyAsSaid, bodyUpgraded, checkInvalidHeaderChar, chunkExpression, continueExpression, freeParser, kIncomingMessage,
} = require('_http_common');
const { hasObserver, startPerf, stopPerf } = require('internal/perf_observe');
const { channel } = require('diagnostics_channel');
const { codes } = require('internal/errors');
const { validateBoolean, validateInteger, validateObject } = require('internal/validators');

const {
  ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ASSIGNED, ERR_HTTP_SOCKET_ENCODING,
  ERR_INVALID_ARG_VALUE, ERR_INVALID_CHAR, ERR_OUT_OF_RANGE,
} = codes;

const STATUS_CODES = {
  100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted',
  203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status',
  208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other',
  304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
  402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable',
  407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required',
  412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable',
  417: 'Expectation Failed', 418: 'I\'m a Teapot', 421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked',
  424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests',
  431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented',
  502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 508: 'Loop Detected', 509: 'Bandwidth Limit Exceeded', 510: 'Not Extended',
  511: 'Network Authentication Required',
};

const onRequestStartChannel = channel('http.server.request.start');
const onResponseFinishChannel = channel('http.server.response.finish');

const kServerResponseStatistics = Symbol('ServerResponseStatistics');
const kServerResponse = Symbol('ServerResponse');
const kConnections = Symbol('http.server.connections');
const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval');

/** A link as an early hint may have it: <address>, and then parameters. (validateLinkHeaderValue) */
const linkForm = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;

function linkOf(hints) {
  const list = Array.isArray(hints) ? hints : [hints];
  for (const one of list) {
    if (typeof one !== 'string' || !linkForm.test(one)) {
      throw new ERR_INVALID_ARG_VALUE('hints', one, 'must be an array or string of format "</styles.css>; rel=preload; as=style"');
    }
  }
  return list.join(', ');
}

function ServerResponse(req, options) {
  Reflect.apply(OutgoingMessage, this, [options]);
  if (req.method === 'HEAD') this._hasBody = false;
  this.req = req;
  this.sendDate = true;
  this._sent100 = false;
  this._expect_continue = false;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te);
    this.shouldKeepAlive = false;
  }
  if (hasObserver('http')) {
    const detail = { req: { method: req.method, url: req.url, headers: req.headers } };
    startPerf(this, kServerResponseStatistics, { type: 'http', name: 'HttpRequest', detail });
  }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;

// The connection is closed before the answer was finished.
function onServerResponseClose() {
  if (this._httpMessage) emitCloseNT(this._httpMessage);
}

function emitCloseNT(self) {
  if (self._closed) return;
  self.destroyed = true;
  self._closed = true;
  self.emit('close');
}

const responseMethods = {
  _finish() {
    const { statusCode, statusMessage } = this;
    stopPerf(this, kServerResponseStatistics, { res: { statusCode, statusMessage, headers: this.getHeaders() } });
    Reflect.apply(OutgoingMessage.prototype._finish, this, []);
  },
  assignSocket(socket) {
    if (socket._httpMessage) throw new ERR_HTTP_SOCKET_ASSIGNED();
    socket._httpMessage = this;
    socket.on('close', onServerResponseClose);
    this.socket = socket;
    this.emit('socket', socket);
    this._flush();
  },
  detachSocket(socket) {
    socket.removeListener('close', onServerResponseClose);
    socket._httpMessage = null;
    this.socket = null;
  },
  writeContinue(callback) {
    this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'latin1', callback);
    this._sent100 = true;
  },
  writeProcessing(callback) { this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'latin1', callback); },
  writeEarlyHints(hints, callback) {
    validateObject(hints, 'hints');
    if (hints.link == null) return;
    const link = linkOf(hints.link);
    if (link.length === 0) return;
    let head = `HTTP/1.1 103 Early Hints\r\nLink: ${link}\r\n`;
    for (const key of Object.keys(hints)) if (key !== 'link') head += `${key}: ${hints[key]}\r\n`;
    this._writeRaw(`${head}\r\n`, 'latin1', callback);
  },
  _implicitHeader() { this.writeHead(this.statusCode); },
  writeHead(statusCode, reason, obj) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('write');
    const original = statusCode;
    statusCode |= 0;
    if (statusCode < 100 || statusCode > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(original);
    if (typeof reason === 'string') {
      this.statusMessage = reason;
    } else {
      this.statusMessage ||= STATUS_CODES[statusCode] || 'unknown';
      obj ??= reason;
    }
    this.statusCode = statusCode;
    let headers;
    if (this[kOutHeaders]) {
      if (Array.isArray(obj)) {
        if (obj.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', obj);
        for (let i = 0; i < obj.length; i += 2) if (obj[i]) this.setHeader(obj[i], obj[i + 1]);
      } else if (obj) {
        for (const key of Object.keys(obj)) if (key) this.setHeader(key, obj[key]);
      }
      headers = this[kOutHeaders];
    } else {
      headers = obj;
    }
    if (checkInvalidHeaderChar(this.statusMessage)) throw new ERR_INVALID_CHAR('statusMessage');
    if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode <= 199)) this._hasBody = false;
    // Who does not want the body sends it no further.
    if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
    this._storeHeader(`HTTP/1.1 ${statusCode} ${this.statusMessage}\r\n`, headers);
    return this;
  },
};
responseMethods.writeHeader = responseMethods.writeHead;
for (const [name, method] of Object.entries(responseMethods)) ServerResponse.prototype[name] = method;

/** How much longer than it told a server keeps a connection. (HTTP_SERVER_KEEP_ALIVE_TIMEOUT_BUFFER) */
const keepAliveTimeoutBuffer = 1000;

const timeouts = { requestTimeout: 300_000, headersTimeout: 60_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 30_000 };

function storeHTTPOptions(options) {
  this[kIncomingMessage] = options.IncomingMessage || IncomingMessage;
  this[kServerResponse] = options.ServerResponse || ServerResponse;
  const { maxHeaderSize, insecureHTTPParser, requireHostHeader, joinDuplicateHeaders, rejectNonStandardBodyWrites } = options;
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = maxHeaderSize;
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  this.insecureHTTPParser = insecureHTTPParser;
  for (const name of ['requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'connectionsCheckingInterval']) {
    if (options[name] !== undefined) validateInteger(options[name], name, 0);
    this[name] = options[name] ?? timeouts[name];
  }
  if (options.headersTimeout === undefined) this.headersTimeout = Math.min(timeouts.headersTimeout, this.requestTimeout);
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', options.headersTimeout);
  }
  if (requireHostHeader !== undefined) validateBoolean(requireHostHeader, 'options.requireHostHeader');
  this.requireHostHeader = requireHostHeader ?? true;
  if (joinDuplicateHeaders !== undefined) validateBoolean(joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  this.joinDuplicateHeaders = joinDuplicateHeaders;
  if (rejectNonStandardBodyWrites !== undefined) validateBoolean(rejectNonStandardBodyWrites, 'options.rejectNonStandardBodyWrites');
  this.rejectNonStandardBodyWrites = rejectNonStandardBodyWrites ?? false;
}

/** The connections of a server, and since when their requests have been coming. (ConnectionsList) */
class ConnectionsList {
  #since = new Map(); // performance.now(), 0 between two messages
  #headed = new WeakSet();
  begin(socket) {
    this.#since.delete(socket);
    this.#since.set(socket, performance.now());
    this.#headed.delete(socket);
  }
  head(socket) { this.#headed.add(socket); }
  complete(socket) {
    if (this.#since.has(socket)) this.#since.set(socket, 0);
  }
  remove(socket) { this.#since.delete(socket); }
  all() { return [...this.#since.keys()]; }
  idle() { return this.all().filter((socket) => this.#since.get(socket) === 0); }
  /** Those whose head, or whole request, takes too long. Each is told of once. */
  expired(headersTimeout, requestTimeout) {
    const now = performance.now();
    const late = this.all().filter((socket) => {
      const since = this.#since.get(socket);
      if (!(since > 0)) return false;
      return (headersTimeout > 0 && !this.#headed.has(socket) && now - since > headersTimeout) || (requestTimeout > 0 && now - since > requestTimeout);
    });
    for (const socket of late) this.#since.set(socket, -1);
    return late;
  }
}

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  if (typeof options === 'function') {
    requestListener = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  Reflect.apply(storeHTTPOptions, this, [options]);
  Reflect.apply(net.Server, this, [{
    allowHalfOpen: true, noDelay: options.noDelay ?? true, keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay, highWaterMark: options.highWaterMark,
  }]);
  if (requestListener) this.on('request', requestListener);
  this.httpAllowHalfOpen = false;
  this.on('connection', connectionListener);
  this.on('listening', setupConnectionsTracking);
  this.timeout = 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

// From time to time, connections are closed whose requests take too long to come.
function setupConnectionsTracking() {
  this[kConnections] ||= new ConnectionsList();
  if (this[kConnectionsCheckingInterval]) clearInterval(this[kConnectionsCheckingInterval]);
  this[kConnectionsCheckingInterval] = setInterval(() => {
    if (this.headersTimeout === 0 && this.requestTimeout === 0) return;
    for (const socket of this[kConnections].expired(this.headersTimeout, this.requestTimeout)) onRequestTimeout(socket);
  }, this.connectionsCheckingInterval).unref();
}

function onRequestTimeout(socket) {
  Reflect.apply(socketOnError, socket, [new ERR_HTTP_REQUEST_TIMEOUT()]);
}

const serverMethods = {
  close(...args) {
    this.closeIdleConnections();
    clearInterval(this[kConnectionsCheckingInterval]);
    Reflect.apply(net.Server.prototype.close, this, args);
    return this;
  },
  closeAllConnections() {
    for (const socket of this[kConnections]?.all() ?? []) socket.destroy();
  },
  closeIdleConnections() {
    for (const socket of this[kConnections]?.idle() ?? []) {
      if (!socket._httpMessage || socket._httpMessage.finished) socket.destroy();
    }
  },
  setTimeout(ms, callback) {
    this.timeout = ms;
    if (callback) this.on('timeout', callback);
    return this;
  },
  [EventEmitter.captureRejectionSymbol](error, event, ...args) {
    if (event === 'request') {
      const [, res] = args;
      if (!res.headersSent && !res.writableEnded) {
        for (const name of res.getHeaderNames()) res.removeHeader(name);
        res.statusCode = 500;
        res.end(STATUS_CODES[500]);
      } else {
        res.destroy();
      }
    } else {
      Reflect.apply(net.Server.prototype[EventEmitter.captureRejectionSymbol], this, [error, event, ...args]);
    }
  },
};
for (const name of Reflect.ownKeys(serverMethods)) Server.prototype[name] = serverMethods[name];
Server.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = async function() {
  await new Promise((resolve, reject) => this.close((error) => (error ? reject(error) : resolve())));
};

function connectionListener(socket) {
  const server = this;
  socket.server = server;
  if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout);
  socket.on('timeout', socketOnTimeout);
  const parser = new HTTPParser(false, server);
  parser.socket = socket;
  socket.parser = parser;
  const connections = server[kConnections];
  connections?.begin(socket);
  parser.begun = () => connections?.begin(socket);
  parser.completed = () => connections?.complete(socket);
  const state = {
    onData: null, onEnd: null, onClose: null, onDrain: null, outgoing: [], incoming: [], outgoingData: 0, requestsCount: 0, keepAliveTimeoutSet: false,
  };
  state.onData = socketOnData.bind(undefined, server, socket, parser, state);
  state.onEnd = socketOnEnd.bind(undefined, server, socket, parser, state);
  state.onClose = socketOnClose.bind(undefined, server, socket, state);
  state.onDrain = socketOnDrain.bind(undefined, socket, state);
  socket.on('data', state.onData);
  socket.on('error', socketOnError);
  socket.on('end', state.onEnd);
  socket.on('close', state.onClose);
  socket.on('drain', state.onDrain);
  parser.onIncoming = parserOnIncoming.bind(undefined, server, socket, state);
  socket.setEncoding = socketSetEncoding;
  socket._paused = false;
}

function socketSetEncoding() { throw new ERR_HTTP_SOCKET_ENCODING(); }

function updateOutgoingData(socket, state, delta) {
  state.outgoingData += delta;
  socketOnDrain(socket, state);
}

function socketOnDrain(socket, state) {
  const needPause = state.outgoingData > socket.writableHighWaterMark;
  if (socket._paused && !needPause) {
    socket._paused = false;
    socket.resume();
  }
  const message = socket._httpMessage;
  if (message && !message.finished && message[kNeedDrain]) {
    message[kNeedDrain] = false;
    message.emit('drain');
  }
}

function socketOnTimeout() {
  const req = this.parser?.incoming;
  const reqTimeout = req && !req.complete && req.emit('timeout', this);
  const res = this._httpMessage;
  const resTimeout = res && res.emit('timeout', this);
  const serverTimeout = this.server.emit('timeout', this);
  if (!reqTimeout && !resTimeout && !serverTimeout) this.destroy();
}

function abortIncoming(incoming) {
  while (incoming.length) {
    const req = incoming.shift();
    req.destroy(new ConnResetException('aborted'));
  }
}

function socketOnClose(server, socket, state) {
  server[kConnections]?.remove(socket);
  freeParser(socket.parser, null, socket);
  abortIncoming(state.incoming);
}

function socketOnData(server, socket, parser, state, chunk) {
  const done = (result) => onParserExecuteCommon(server, socket, parser, state, result, chunk);
  if (socket._handle) parser.read(chunk, done);
  else done(parser.execute(chunk));
}

function socketOnEnd(server, socket, parser, state) {
  const result = parser.finish();
  if (result instanceof Error) {
    Reflect.apply(socketOnError, socket, [result]);
  } else if (!server.httpAllowHalfOpen) {
    socket.end();
  } else if (state.outgoing.length) {
    state.outgoing[state.outgoing.length - 1]._last = true;
  } else if (socket._httpMessage) {
    socket._httpMessage._last = true;
  } else {
    socket.end();
  }
}

// What a client is told whose request is none, by the error's code.
const refusals = { __proto__: null, HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 };
const noop = () => {};

function socketOnError(error) {
  // Only once.
  this.removeListener('error', socketOnError);
  if (this.listenerCount('error', noop) === 0) this.on('error', noop);
  if (this.server.emit('clientError', error, this)) return;
  // Nothing of an answer has been sent: the client is told why.
  if (this.writable && (!this._httpMessage || !this._httpMessage._headerSent)) {
    const status = refusals[error.code] ?? 400;
    this.write(Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`));
  }
  this.destroy(error);
}

function onParserExecuteCommon(server, socket, parser, state, result, chunk) {
  if (result instanceof Error) {
    Reflect.apply(socketOnError, socket, [result]);
    return;
  }
  const req = parser.incoming;
  if (!req?.upgrade) return;
  // Another protocol: the socket is the program's own from here on.
  socket.removeListener('data', state.onData);
  socket.removeListener('end', state.onEnd);
  socket.removeListener('close', state.onClose);
  socket.removeListener('drain', state.onDrain);
  socket.removeListener('error', socketOnError);
  socket.removeListener('timeout', socketOnTimeout);
  server[kConnections]?.remove(socket);
  freeParser(parser, req, socket);
  const name = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (name === 'connect' && server.listenerCount(name) === 0) {
    socket.destroy();
    return;
  }
  socket.readableFlowing = null;
  server.emit(name, req, socket, chunk.slice(result, chunk.length));
}

function clearIncoming(req = this) {
  const parser = req.socket?.parser;
  if (parser?.incoming !== req) return;
  if (req.readableEnded) parser.incoming = null;
  else req.on('end', clearIncoming);
}

function resOnFinish(req, res, socket, state, server) {
  if (onResponseFinishChannel.hasSubscribers) onResponseFinishChannel.publish({ request: req, response: res, socket, server });
  state.incoming.shift();
  // Nobody wanted the body: it is thrown away, so that what follows can be read.
  if (!req._consuming && !req._readableState.resumeScheduled) req._dump();
  res.detachSocket(socket);
  clearIncoming(req);
  process.nextTick(emitCloseNT, res);
  if (res._last) {
    if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  } else if (state.outgoing.length === 0) {
    if (server.keepAliveTimeout && typeof socket.setTimeout === 'function') {
      // A while longer than was told, so that a client that still uses it is not cut off.
      socket.setTimeout(server.keepAliveTimeout + keepAliveTimeoutBuffer);
      state.keepAliveTimeoutSet = true;
    }
  } else {
    state.outgoing.shift()?.assignSocket(socket);
  }
}

function resetSocketTimeout(server, socket, state) {
  if (!state.keepAliveTimeoutSet) return;
  socket.setTimeout(server.timeout || 0);
  state.keepAliveTimeoutSet = false;
}

function parserOnIncoming(server, socket, state, req, keepAlive) {
  resetSocketTimeout(server, socket, state);
  server[kConnections]?.head(socket);
  if (req.upgrade) {
    req.upgrade = req.method === 'CONNECT' || server.listenerCount('upgrade') > 0;
    if (req.upgrade) return bodyUpgraded;
  }
  state.incoming.push(req);
  if (!socket._paused) {
    if (socket._writableState.needDrain || state.outgoingData >= socket.writableHighWaterMark) {
      socket._paused = true;
      socket.pause();
    }
  }
  const res = new server[kServerResponse](req, {
    highWaterMark: socket.writableHighWaterMark, rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites,
  });
  res._keepAliveTimeout = server.keepAliveTimeout;
  res._maxRequestsPerSocket = server.maxRequestsPerSocket;
  res._onPendingData = updateOutgoingData.bind(undefined, socket, state);
  res.shouldKeepAlive = keepAlive;
  res[kUniqueHeaders] = server[kUniqueHeaders];
  if (onRequestStartChannel.hasSubscribers) onRequestStartChannel.publish({ request: req, response: res, socket, server });
  if (socket._httpMessage) state.outgoing.push(res);
  else res.assignSocket(socket);
  res.on('finish', resOnFinish.bind(undefined, req, res, socket, state, server));
  let handled = false;
  if (req.httpVersionMajor === 1 && req.httpVersionMinor === 1) {
    if (server.requireHostHeader && req.headers.host === undefined) {
      res.writeHead(400, ['Connection', 'close']);
      res.end();
      return bodyAsSaid;
    }
    const limited = typeof server.maxRequestsPerSocket === 'number' && server.maxRequestsPerSocket > 0;
    if (limited) {
      state.requestsCount++;
      res.maxRequestsOnConnectionReached = server.maxRequestsPerSocket <= state.requestsCount;
    }
    if (limited && server.maxRequestsPerSocket < state.requestsCount) {
      handled = true;
      server.emit('dropRequest', req, socket);
      res.writeHead(503);
      res.end();
    } else if (req.headers.expect !== undefined) {
      handled = true;
      if (continueExpression.test(req.headers.expect)) {
        res._expect_continue = true;
        if (server.listenerCount('checkContinue') > 0) {
          server.emit('checkContinue', req, res);
        } else {
          res.writeContinue();
          server.emit('request', req, res);
        }
      } else if (server.listenerCount('checkExpectation') > 0) {
        server.emit('checkExpectation', req, res);
      } else {
        res.writeHead(417);
        res.end();
      }
    }
  }
  if (!handled) server.emit('request', req, res);
  return bodyAsSaid;
}

module.exports = {
  STATUS_CODES, Server, ServerResponse, setupConnectionsTracking, storeHTTPOptions, _connectionListener: connectionListener, kServerResponse,
  kConnectionsCheckingInterval,
};
