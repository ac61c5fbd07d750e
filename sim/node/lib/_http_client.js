'use strict';

// Requests. (doc: http.html#class-httpclientrequest)

const Agent = require('_http_agent');
const { OutgoingMessage, kOutHeaders, kUniqueHeaders, kNeedDrain, parseUniqueHeadersOption } = require('_http_outgoing');
const { HTTPParser, bodyAsSaid, bodyNone, bodyUpgraded, checkIsHttpToken } = require('_http_common');
const { codes } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateInteger, validateNumber } = require('internal/validators');

const {
  ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL, ERR_UNESCAPED_CHARACTERS,
} = codes;
const { AbortError } = require('internal/errors');

const kError = Symbol('kError');

const invalidPath = /[^\u0021-\u00ff]/;

function resetError() {
  const error = new Error('socket hang up');
  error.code = 'ECONNRESET';
  return error;
}

function validateHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function ClientRequest(input, options, callback) {
  Reflect.apply(OutgoingMessage, this, []);
  if (typeof input === 'string') {
    input = require('internal/url').urlToHttpOptions(new URL(input));
  } else if (input instanceof URL) {
    input = require('internal/url').urlToHttpOptions(input);
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
  const port = options.port = options.port || defaultPort || 80;
  const host = options.host = validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost';
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : true;
  this._removedConnection = false;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) {
    validateNumber(options.timeout, 'timeout');
    this.timeout = options.timeout;
  }
  const { signal } = options;
  if (signal) {
    validateAbortSignal(signal, 'signal');
    const abort = () => this.destroy(new AbortError(undefined, { cause: signal.reason }));
    if (signal.aborted) {
      process.nextTick(abort);
    } else {
      signal.addEventListener('abort', abort, { once: true });
      this.once('close', () => signal.removeEventListener('abort', abort));
    }
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
  let optsWithoutSignal = options;
  if (signal) {
    optsWithoutSignal = { ...options };
    delete optsWithoutSignal.signal;
  }
  if (this.agent) {
    this.agent.addRequest(this, optsWithoutSignal);
  } else {
    this._last = true;
    this.shouldKeepAlive = false;
    let called = false;
    const onCreate = (error, socket) => {
      if (called) return;
      called = true;
      if (error) process.nextTick(() => emitErrorEvent(this, error));
      else this.onSocket(socket);
    };
    const made = options.createConnection(optsWithoutSignal, onCreate);
    if (made) onCreate(null, made);
  }
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

function emitErrorEvent(req, error) { req.emit('error', error); }

const methods = {
  _finish() { Reflect.apply(OutgoingMessage.prototype._finish, this, []); },
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
    validateNumber(ms, 'msecs');
    if (callback) this.once('timeout', callback);
    if (this.socket) {
      setSocketTimeout(this.socket, ms);
    } else {
      this.once('socket', (socket) => setSocketTimeout(socket, ms));
    }
    return this;
  },
  setNoDelay(...args) { deferToConnect(this, 'setNoDelay', args); },
  setSocketKeepAlive(...args) { deferToConnect(this, 'setKeepAlive', args); },
  clearTimeout(callback) { this.setTimeout(0, callback); },
};
for (const [name, method] of Object.entries(methods)) ClientRequest.prototype[name] = method;

function setSocketTimeout(socket, ms) {
  if (socket.connecting) socket.once('connect', () => socket.setTimeout(ms));
  else socket.setTimeout(ms);
}

function deferToConnect(req, name, args) {
  const call = (socket) => {
    const go = () => Reflect.apply(socket[name], socket, args);
    if (socket.writable && !socket.connecting) go();
    else socket.once('connect', go);
  };
  if (!req.socket) req.once('socket', call);
  else call(req.socket);
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
  if (req.destroyed || error) {
    const problem = req[kError] ?? error;
    req[kError] = undefined;
    if (socket) {
      if (!problem && req.agent && !socket.destroyed) {
        socket.emit('free');
      } else {
        require('stream').finished(socket.destroy(problem || undefined), (e) => {
          if (e?.code === 'ERR_STREAM_PREMATURE_CLOSE') e = null;
          _destroy(req, e || problem);
        });
        return;
      }
    }
    _destroy(req, problem);
    return;
  }
  tickOnSocket(req, socket);
  req._flush();
}

function _destroy(req, error) {
  if (!req.agent || req.socket) req.destroyed = true;
  if (!error && !req.res) error = resetError();
  if (error) emitErrorEvent(req, error);
  req._closed = true;
  req.emit('close');
}

function tickOnSocket(req, socket) {
  const parser = new HTTPParser(true, {
    maxHeaderSize: req.maxHeaderSize, insecureHTTPParser: req.insecureHTTPParser, joinDuplicateHeaders: req.joinDuplicateHeaders,
    maxHeadersCount: typeof req.maxHeadersCount === 'number' ? req.maxHeadersCount << 1 : 2000,
  });
  req.socket = socket;
  parser.socket = socket;
  parser.outgoing = req;
  socket.parser = parser;
  socket._httpMessage = req;
  req.parser = parser;
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

function freeParser(parser, req, socket) {
  if (parser) {
    parser.onIncoming = () => bodyAsSaid;
    parser.socket = null;
    parser.incoming = null;
    parser.outgoing = null;
  }
  if (req) req.parser = null;
  if (socket) socket.parser = null;
}

function socketCloseListener() {
  const socket = this;
  const { parser } = socket;
  const req = socket._httpMessage;
  // What was read and not told of is told now.
  parser?.finish();
  const { res } = req;
  req.destroyed = true;
  if (res) {
    // The answer was not complete.
    if (!res.complete) res.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    req._closed = true;
    req.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    if (!req.socket._hadError) {
      req.socket._hadError = true;
      emitErrorEvent(req, resetError());
    }
    req._closed = true;
    req.emit('close');
  }
  if (req.outputData) req.outputData.length = 0;
  if (parser) freeParser(parser, req, socket);
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
  if (!req.res && req.socket && !req.socket._hadError) {
    req.socket._hadError = true;
    emitErrorEvent(req, resetError());
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
    socket.removeListener('error', socketErrorListener);
    freeParser(parser, req, socket);
    const head = chunk.slice(result, chunk.length);
    const name = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (req.listenerCount(name) > 0) {
      req.upgradeOrConnect = true;
      socket.emit('agentRemove');
      socket.removeListener('close', socketCloseListener);
      socket._httpMessage = null;
      socket.readableFlowing = null;
      req.emit(name, res, socket, head);
      req.destroyed = true;
      req._closed = true;
      req.emit('close');
    } else {
      socket.destroy();
    }
  } else if (parser.incoming?.complete && parser.incoming.statusCode / 100 | 0) {
    // More than one answer is looked at only while the request waits.
    if (!req.res && parser.incoming.statusCode >= 200) freeParser(parser, req, socket);
  }
}

// 100 Continue and its like are not the answer.
const isInformation = (status) => status < 200 && status !== 101;

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
  if (method === 'CONNECT') {
    res.upgrade = true;
    return bodyUpgraded;
  }
  if (res.upgrade) return bodyUpgraded;
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
  req.res = res;
  res.req = req;
  // The connection is free again when the answer was read.
  res.on('end', responseOnEnd);
  req.on('finish', requestOnFinish);
  if (req.aborted || !req.emit('response', res)) res._dump();
  if (method === 'HEAD') return bodyNone;
  return res.statusCode === 304 ? bodyNone : bodyAsSaid;
}

function responseKeepAlive(req) {
  if (req.timeoutCb) {
    req.socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  req.socket.removeListener('data', socketOnData);
  req.socket.removeListener('end', socketOnEnd);
  req.socket.removeListener('close', socketCloseListener);
  req.socket.removeListener('error', socketErrorListener);
  req.socket.removeListener('drain', ondrain);
  freeParser(req.parser ?? req.socket.parser, req, req.socket);
  process.nextTick(emitFreeNT, req);
  req.destroyed = true;
  if (req.res) req.res.socket = null; // which is another request's from now on
}

function responseOnEnd() {
  const { req } = this;
  const { socket } = req;
  if (socket && req.timeoutCb) socket.removeListener('timeout', emitRequestTimeout);
  req._ended = true;
  if (!req.shouldKeepAlive) {
    if (socket?.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
  } else if (req.writableFinished && !this.aborted) {
    responseKeepAlive(req);
  }
}

function requestOnFinish() {
  if (this.shouldKeepAlive && this._ended) responseKeepAlive(this);
}

module.exports = { ClientRequest };
