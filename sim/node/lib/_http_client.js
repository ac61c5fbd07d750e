'use strict';

// Requests. (doc: http.html#class-httpclientrequest)

const net = require('net');
const Agent = require('_http_agent');
const { addAbortSignal, finished } = require('stream');
const { OutgoingMessage, kOutHeaders, kUniqueHeaders, kNeedDrain, parseUniqueHeadersOption } = require('_http_outgoing');
const { HTTPParser, ConnResetException, bodyAsSaid, bodyNone, bodyUpgraded, checkIsHttpToken, freeParser } = require('_http_common');
const { isURL, urlToHttpOptions } = require('internal/url');
const { timerDuration } = require('internal/net/socket');
const { codes } = require('internal/errors');
const { validateBoolean, validateInteger } = require('internal/validators');
const { hasObserver, startPerf, stopPerf } = require('internal/perf_observe');
const { channel } = require('diagnostics_channel');

const {
  ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL, ERR_UNESCAPED_CHARACTERS,
} = codes;

const onClientRequestStartChannel = channel('http.client.request.start');
const onClientRequestErrorChannel = channel('http.client.request.error');
const onClientResponseFinishChannel = channel('http.client.response.finish');

const kClientRequestStatistics = Symbol('ClientRequestStatistics');
const kError = Symbol('kError');

const invalidPath = /[^\u0021-\u00ff]/;

function validateHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function ClientRequest(input, options, callback) {
  Reflect.apply(OutgoingMessage, this, []);
  if (typeof input === 'string') {
    input = urlToHttpOptions(new URL(input));
  } else if (isURL(input)) {
    input = urlToHttpOptions(input);
  } else {
    callback = options;
    options = input;
    input = null;
  }
  if (typeof options === 'function') {
    callback = options;
    options = input || {};
  } else {
    options = Object.assign(input || {}, options);
  }
  let { agent } = options;
  const defaultAgent = options._defaultAgent || Agent.globalAgent;
  if (agent === false) {
    agent = new defaultAgent.constructor();
  } else if (agent === null || agent === undefined) {
    if (typeof options.createConnection !== 'function') agent = defaultAgent;
  } else if (typeof agent.addRequest !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  this.agent = agent;
  const protocol = options.protocol || defaultAgent.protocol;
  const expectedProtocol = this.agent?.protocol || defaultAgent.protocol;
  if (options.path) {
    const path = String(options.path);
    if (invalidPath.test(path)) throw new ERR_UNESCAPED_CHARACTERS('Request path');
  }
  if (protocol !== expectedProtocol) throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol);
  const defaultPort = options.defaultPort || this.agent?.defaultPort;
  const asked = { __proto__: null, ...options };
  const port = asked.port = options.port || defaultPort || 80;
  const host = asked.host = validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost';
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : true;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = timerDuration(options.timeout, 'timeout');
  const { signal } = options;
  if (signal) {
    addAbortSignal(signal, this);
    delete asked.signal;
  }
  let { method } = options;
  if (method !== null && method !== undefined && typeof method !== 'string') throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  if (method) {
    if (!checkIsHttpToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method);
    method = this.method = method.toUpperCase();
  } else {
    method = this.method = 'GET';
  }
  const { maxHeaderSize, insecureHTTPParser, joinDuplicateHeaders } = options;
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = maxHeaderSize;
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  this.insecureHTTPParser = insecureHTTPParser;
  if (joinDuplicateHeaders !== undefined) validateBoolean(joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  this.joinDuplicateHeaders = joinDuplicateHeaders;
  this.path = options.path || '/';
  if (callback) this.once('response', callback);
  this.useChunkedEncodingByDefault = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(method);
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;
  if (this.agent) {
    // Who does not keep connections, but has a bound on their number, says so.
    if (!this.agent.keepAlive && !Number.isFinite(this.agent.maxSockets)) {
      this._last = true;
      this.shouldKeepAlive = false;
    } else {
      this._last = false;
      this.shouldKeepAlive = true;
    }
  }
  const headersArray = Array.isArray(options.headers);
  if (!headersArray) {
    if (options.headers) for (const key of Object.keys(options.headers)) this.setHeader(key, options.headers[key]);
    if (host && !this.getHeader('host') && setHost) {
      let header = host;
      const colon = header.indexOf(':');
      if (colon !== -1 && header.includes(':', colon + 1) && header.charCodeAt(0) !== 91) header = `[${header}]`;
      if (port && +port !== defaultPort) header += `:${port}`;
      this.setHeader('Host', header);
    }
    if (options.auth && !this.getHeader('Authorization')) this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    if (this.getHeader('expect')) {
      if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
      this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[kOutHeaders]);
    }
  } else {
    this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, options.headers);
  }
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
  if (this.agent) {
    this.agent.addRequest(this, asked);
  } else {
    this._last = true;
    this.shouldKeepAlive = false;
    connectAlone(this, asked);
  }
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

// A request without an agent makes its own connection.
function connectAlone(req, options) {
  if (options.socketPath) options = { ...options, path: options.socketPath };
  else if (options.path) options = { ...options, path: undefined };
  if (typeof options.createConnection !== 'function') {
    req.onSocket(net.createConnection(options));
    return;
  }
  let called = false;
  const onCreate = (error, socket) => {
    if (called) return;
    called = true;
    if (error) process.nextTick(emitErrorEvent, req, error);
    else req.onSocket(socket);
  };
  try {
    const made = options.createConnection(options, onCreate);
    if (made) onCreate(null, made);
  } catch (error) {
    onCreate(error);
  }
}

function emitErrorEvent(request, error) {
  if (onClientRequestErrorChannel.hasSubscribers) onClientRequestErrorChannel.publish({ request, error });
  request.emit('error', error);
}

const methods = {
  _finish() {
    Reflect.apply(OutgoingMessage.prototype._finish, this, []);
    if (hasObserver('http')) {
      const req = { method: this.method, url: `${this.protocol}//${this.host}${this.path}`, headers: this.getHeaders() };
      startPerf(this, kClientRequestStatistics, { type: 'http', name: 'HttpClient', detail: { req } });
    }
    if (onClientRequestStartChannel.hasSubscribers) onClientRequestStartChannel.publish({ request: this });
  },
  _implicitHeader() {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
    this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[kOutHeaders]);
  },
  abort() {
    if (this.aborted) return;
    this.aborted = true;
    process.nextTick(() => this.emit('abort'));
    this.destroy();
  },
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    // The answer is thrown away when its connection is closed.
    this.res?._dump();
    this[kError] = error;
    this.socket?.destroy(error);
    return this;
  },
  onSocket(socket, error) {
    process.nextTick(onSocketNT, this, socket, error);
  },
  setTimeout(ms, callback) {
    if (this._ended) return this;
    listenSocketTimeout(this);
    ms = timerDuration(ms, 'msecs');
    if (callback) this.once('timeout', callback);
    if (this.socket) {
      setSocketTimeout(this.socket, ms);
    } else {
      this.once('socket', (socket) => setSocketTimeout(socket, ms));
    }
    return this;
  },
  // Calls a method of the socket once there is one that is connected.
  _deferToConnect(method, args) {
    const call = () => { if (method) Reflect.apply(this.socket[method], this.socket, args); };
    const onSocket = () => {
      if (this.socket.writable) call();
      else this.socket.once('connect', call);
    };
    if (!this.socket) this.once('socket', onSocket);
    else onSocket();
  },
  setNoDelay(noDelay) { this._deferToConnect('setNoDelay', [noDelay]); },
  setSocketKeepAlive(enable, initialDelay) { this._deferToConnect('setKeepAlive', [enable, initialDelay]); },
  clearTimeout(callback) { this.setTimeout(0, callback); },
};
for (const [name, method] of Object.entries(methods)) ClientRequest.prototype[name] = method;

function setSocketTimeout(socket, ms) {
  if (socket.connecting) socket.once('connect', () => socket.setTimeout(ms));
  else socket.setTimeout(ms);
}

function listenSocketTimeout(req) {
  if (req.timeoutCb) return;
  req.timeoutCb = emitRequestTimeout;
  if (req.socket) req.socket.once('timeout', emitRequestTimeout);
  else req.on('socket', (socket) => socket.once('timeout', emitRequestTimeout));
}

function emitRequestTimeout() { this._httpMessage?.emit('timeout'); }

function emitFreeNT(req) {
  req._closed = true;
  req.emit('close');
  if (req.socket) req.socket.emit('free');
}

function onSocketNT(req, socket, error) {
  if (!req.destroyed && !error) {
    tickOnSocket(req, socket);
    req._flush();
    return;
  }
  req.destroyed = true;
  if (socket) {
    if (!error && req.agent && !socket.destroyed) {
      socket.emit('free');
    } else {
      finished(socket.destroy(error || req[kError]), (e) => {
        if (e?.code === 'ERR_STREAM_PREMATURE_CLOSE') e = null;
        _destroy(req, e || error);
      });
      return;
    }
  }
  _destroy(req, error || req[kError]);
}

function _destroy(req, error) {
  if (!req.aborted && !error) error = new ConnResetException('socket hang up');
  if (error) emitErrorEvent(req, error);
  req._closed = true;
  req.emit('close');
}

function tickOnSocket(req, socket) {
  const parser = new HTTPParser(true, req);
  req.socket = socket;
  parser.socket = socket;
  parser.outgoing = req;
  req.parser = parser;
  socket.parser = parser;
  socket._httpMessage = req;
  parser.onIncoming = parserOnIncomingClient;
  socket.on('error', socketErrorListener);
  socket.on('data', socketOnData);
  socket.on('end', socketOnEnd);
  socket.on('close', socketCloseListener);
  socket.on('drain', ondrain);
  if (req.timeout !== undefined || req.agent?.options?.timeout) listenSocketTimeout(req);
  req.emit('socket', socket);
}

function ondrain() {
  const req = this._httpMessage;
  if (req && !req.finished && req[kNeedDrain]) {
    req[kNeedDrain] = false;
    req.emit('drain');
  }
}

function socketCloseListener() {
  const socket = this;
  const { parser } = socket;
  const req = socket._httpMessage;
  const { res } = req;
  req.destroyed = true;
  if (res) {
    if (!res.complete) res.destroy(new ConnResetException('aborted'));
    req._closed = true;
    req.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    if (!req.socket._hadError) {
      req.socket._hadError = true;
      emitErrorEvent(req, new ConnResetException('socket hang up'));
    }
    req._closed = true;
    req.emit('close');
  }
  if (req.outputData) req.outputData.length = 0;
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
}

function socketErrorListener(error) {
  const req = this._httpMessage;
  if (req) {
    req.socket._hadError = true;
    emitErrorEvent(req, error);
  }
  if (this.parser) {
    this.parser.finish();
    freeParser(this.parser, req, this);
  }
  this.removeListener('data', socketOnData);
  this.removeListener('end', socketOnEnd);
  this.destroy();
}

function socketOnEnd() {
  const req = this._httpMessage;
  const { parser } = this;
  if (!req.res && !req.socket._hadError) {
    req.socket._hadError = true;
    emitErrorEvent(req, new ConnResetException('socket hang up'));
  }
  if (parser) {
    parser.finish();
    freeParser(parser, req, this);
  }
  this.destroy();
}

function socketOnData(chunk) {
  const socket = this;
  const req = socket._httpMessage;
  const { parser } = socket;
  const result = parser.execute(chunk);
  if (result instanceof Error) {
    freeParser(parser, req, socket);
    socket.removeListener('data', socketOnData);
    socket.removeListener('end', socketOnEnd);
    socket.destroy();
    req.socket._hadError = true;
    emitErrorEvent(req, result);
  } else if (parser.incoming?.upgrade) {
    const res = parser.incoming;
    req.res = res;
    socket.removeListener('data', socketOnData);
    socket.removeListener('end', socketOnEnd);
    socket.removeListener('drain', ondrain);
    if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
    socket.removeListener('timeout', responseOnTimeout);
    parser.finish();
    freeParser(parser, req, socket);
    const head = chunk.slice(result, chunk.length);
    const name = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (req.listenerCount(name) > 0) {
      req.upgradeOrConnect = true;
      socket.emit('agentRemove');
      socket.removeListener('close', socketCloseListener);
      socket.removeListener('error', socketErrorListener);
      socket._httpMessage = null;
      socket.readableFlowing = null;
      req.emit(name, res, socket, head);
      req.destroyed = true;
      req._closed = true;
      req.emit('close');
    } else {
      socket.destroy();
    }
  } else if (parser.incoming?.complete && !isInformation(parser.incoming.statusCode)) {
    socket.removeListener('data', socketOnData);
    socket.removeListener('end', socketOnEnd);
    socket.removeListener('drain', ondrain);
    freeParser(parser, req, socket);
  }
}

// 100 Continue and its like are not the answer, which is still to come.
const isInformation = (status) => status >= 100 && status < 200 && status !== 101;

function parserOnIncomingClient(res, shouldKeepAlive) {
  const { socket } = this;
  const req = socket._httpMessage;
  if (req.res) {
    // A second answer to one request: nobody asked.
    socket.destroy();
    return bodyAsSaid;
  }
  req.res = res;
  const { method } = req;
  if (res.upgrade) return bodyUpgraded;
  if (method === 'CONNECT') {
    res.upgrade = true;
    return bodyUpgraded;
  }
  if (isInformation(res.statusCode)) {
    req.res = null;
    if (res.statusCode === 100) req.emit('continue');
    req.emit('information', {
      statusCode: res.statusCode, statusMessage: res.statusMessage, httpVersion: res.httpVersion, httpVersionMajor: res.httpVersionMajor,
      httpVersionMinor: res.httpVersionMinor, headers: res.headers, rawHeaders: res.rawHeaders,
    });
    return bodyNone;
  }
  if (req.shouldKeepAlive && !shouldKeepAlive && !req.upgradeOrConnect) req.shouldKeepAlive = false;
  stopPerf(req, kClientRequestStatistics, { res: { statusCode: res.statusCode, statusMessage: res.statusMessage, headers: res.headers } });
  if (onClientResponseFinishChannel.hasSubscribers) onClientResponseFinishChannel.publish({ request: req, response: res });
  req.res = res;
  res.req = req;
  // The connection is free again when the answer was read.
  res.on('end', responseOnEnd);
  req.on('finish', requestOnFinish);
  socket.on('timeout', responseOnTimeout);
  if (req.aborted || !req.emit('response', res)) res._dump();
  if (method === 'HEAD') return bodyNone;
  if (res.statusCode === 304) {
    res.complete = true;
    return bodyNone;
  }
  return bodyAsSaid;
}

function responseKeepAlive(req) {
  const { socket } = req;
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  socket.removeListener('close', socketCloseListener);
  socket.removeListener('error', socketErrorListener);
  socket.removeListener('data', socketOnData);
  socket.removeListener('end', socketOnEnd);
  process.nextTick(emitFreeNT, req);
  req.destroyed = true;
  if (req.res) req.res.socket = null; // which is another request's from now on
}

function responseOnEnd() {
  const { req } = this;
  const { socket } = req;
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', emitRequestTimeout);
    socket.removeListener('timeout', responseOnTimeout);
  }
  req._ended = true;
  if (!req.shouldKeepAlive) {
    if (socket.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
  } else if (req.writableFinished && !this.aborted) {
    responseKeepAlive(req);
  }
}

function responseOnTimeout() { this._httpMessage?.res?.emit('timeout'); }

// The whole answer may come before the request was written.
function requestOnFinish() {
  if (this.shouldKeepAlive && this._ended) responseKeepAlive(this);
}

module.exports = { ClientRequest };
