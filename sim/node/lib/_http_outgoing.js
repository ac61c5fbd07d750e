'use strict';

// Messages that go: requests of a client, answers of a server.
// (doc: http.html#class-httpoutgoingmessage)

const Stream = require('stream');
const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');
const { checkIsHttpToken, checkInvalidHeaderChar } = require('_http_common');

const {
  ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_HEADER_VALUE, ERR_HTTP_TRAILER_INVALID,
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN, ERR_METHOD_NOT_IMPLEMENTED, ERR_STREAM_ALREADY_FINISHED,
  ERR_STREAM_CANNOT_PIPE, ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END,
} = codes;

const kOutHeaders = Symbol('kOutHeaders');
const kCorked = Symbol('corked');
const kUniqueHeaders = Symbol('kUniqueHeaders');
const kBytesWritten = Symbol('kBytesWritten');
const kErrored = Symbol('errored');
const kHighWaterMark = Symbol('kHighWaterMark');
const kNeedDrain = Symbol('kNeedDrain');
const kRejectNonStandardBodyWrites = Symbol('kRejectNonStandardBodyWrites');

const nop = () => {};

// The present second as HTTP writes it.
let dateAt = -1;
let dateText = '';
function utcDate() {
  const now = Math.floor(Date.now() / 1000);
  if (now !== dateAt) {
    dateAt = now;
    dateText = new Date(now * 1000).toUTCString();
  }
  return dateText;
}

function OutgoingMessage(options) {
  Reflect.apply(Stream, this, []);
  this.outputData = [];
  this.outputSize = 0;
  this.writable = true;
  this.destroyed = false;
  this._last = false;
  this.chunkedEncoding = false;
  this.shouldKeepAlive = true;
  this.maxRequestsOnConnectionReached = false;
  this._defaultKeepAlive = true;
  this.useChunkedEncodingByDefault = true;
  this.sendDate = false;
  this._removedConnection = false;
  this._removedContLen = false;
  this._removedTE = false;
  this.strictContentLength = false;
  this[kBytesWritten] = 0;
  this._contentLength = null;
  this._hasBody = true;
  this._trailer = '';
  this[kNeedDrain] = false;
  this.finished = false;
  this._headerSent = false;
  this[kCorked] = 0;
  this._closed = false;
  this.socket = null;
  this._header = null;
  this[kOutHeaders] = null;
  this._keepAliveTimeout = 0;
  this._onPendingData = nop;
  this[kErrored] = null;
  this[kHighWaterMark] = options?.highWaterMark ?? Stream.getDefaultHighWaterMark(false);
  this[kRejectNonStandardBodyWrites] = options?.rejectNonStandardBodyWrites ?? false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

const getters = {
  errored() { return this[kErrored]; },
  closed() { return this._closed; },
  writableFinished() { return this.finished && this.outputSize === 0 && (!this.socket || this.socket.writableLength === 0); },
  writableObjectMode() { return false; },
  writableLength() { return this.outputSize + (this.socket ? this.socket.writableLength : 0); },
  writableHighWaterMark() { return this.socket ? this.socket.writableHighWaterMark : this[kHighWaterMark]; },
  writableCorked() { return (this.socket ? this.socket.writableCorked : 0) + this[kCorked]; },
  writableEnded() { return this.finished; },
  writableNeedDrain() { return !this.destroyed && !this.finished && this[kNeedDrain]; },
  headersSent() { return Boolean(this._header); },
};
for (const [name, get] of Object.entries(getters)) {
  const shown = name === 'headersSent';
  Object.defineProperty(OutgoingMessage.prototype, name, { get, configurable: shown, enumerable: shown });
}
Object.defineProperty(OutgoingMessage.prototype, 'connection', {
  get() { return this.socket; },
  set(socket) { this.socket = socket; },
});

// How the headers could be reached before there was getHeaders.
function formerly(name, get, set) {
  const { deprecate } = require('internal/deprecate');
  const message = `OutgoingMessage.prototype.${name} is deprecated`;
  Object.defineProperty(OutgoingMessage.prototype, name, { get: deprecate(get, message, 'DEP0066'), set: deprecate(set, message, 'DEP0066') });
}
formerly('_headers', function() { return this.getHeaders(); }, function(value) {
  if (value == null) {
    this[kOutHeaders] = null;
  } else if (typeof value === 'object') {
    const headers = this[kOutHeaders] = { __proto__: null };
    for (const name of Object.keys(value)) headers[name.toLowerCase()] = [name, value[name]];
  }
});
formerly('_headerNames', function() {
  if (this[kOutHeaders] === null) return null;
  const names = { __proto__: null };
  for (const [key, [name]] of Object.entries(this[kOutHeaders])) names[key] = name;
  return names;
}, function(value) {
  if (typeof value !== 'object' || value === null || !this[kOutHeaders]) return;
  for (const key of Object.keys(value)) if (this[kOutHeaders][key]) this[kOutHeaders][key][0] = value[key];
});

function validateHeaderName(name, label) {
  if (typeof name !== 'string' || !name || !checkIsHttpToken(name)) throw new ERR_INVALID_HTTP_TOKEN(label || 'Header name', name);
}

function validateHeaderValue(name, value) {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (checkInvalidHeaderChar(value)) throw new ERR_INVALID_CHAR('header content', name);
}

// What the fields that are written say, of those that decide how the body goes.
const told = {
  __proto__: null,
  'connection': (message, state, value) => {
    state.connection = true;
    message._removedConnection = false;
    if (/(?:^|\W)close(?:$|\W)/i.test(value)) message._last = true;
    else message.shouldKeepAlive = true;
  },
  'transfer-encoding': (message, state, value) => {
    state.te = true;
    message._removedTE = false;
    if (/(?:^|\W)chunked(?:$|\W)/i.test(value)) message.chunkedEncoding = true;
  },
  'content-length': (message, state, value) => {
    state.contLen = true;
    message._contentLength = +value;
    message._removedContLen = false;
  },
  'date': (message, state) => { state.date = true; },
  'expect': (message, state) => { state.expect = true; },
  'trailer': (message, state) => { state.trailer = true; },
  'keep-alive': (message) => { message._defaultKeepAlive = false; },
};

function storeHeader(message, state, name, value, validate) {
  if (validate) validateHeaderValue(name, value);
  state.header += `${name}: ${value}\r\n`;
  told[name.toLowerCase()]?.(message, state, `${value}`);
}

function processHeader(message, state, name, value, validate) {
  if (validate) validateHeaderName(name);
  const field = name.toLowerCase();
  // Where the length is known, so are the bytes. (RFC 6266, section 4.3)
  if (field === 'content-disposition' && message._contentLength) {
    if (Array.isArray(value)) value.forEach((one, i) => { value[i] = Buffer.from(one, 'latin1'); });
    else value = Buffer.from(value, 'latin1');
  }
  if (Array.isArray(value)) {
    const unique = message[kUniqueHeaders]?.has(field);
    if ((value.length < 2 || field !== 'cookie') && !unique) {
      for (const one of value) storeHeader(message, state, name, one, validate);
      return;
    }
    value = value.join('; ');
  }
  storeHeader(message, state, name, value, validate);
}

const uncorkNT = (socket) => socket.uncork();

// Tells of an error, and nothing else follows of it.
function onError(message, error, callback) {
  if (message.destroyed) return;
  process.nextTick(emitErrorNT, message, error, callback);
}
function emitErrorNT(message, error, callback) {
  callback(error);
  if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error);
}

const crlf = Buffer.from('\r\n');

function lengthOf(chunk, encoding) { return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength; }

// Whether the body is to be as long as its header says.
function strictContentLength(message) {
  return message.strictContentLength && message._contentLength != null && message._hasBody && !message._removedContLen &&
    !message.chunkedEncoding && !message.hasHeader('transfer-encoding');
}

function write_(message, chunk, encoding, callback, fromEnd) {
  if (typeof callback !== 'function') callback = nop;
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  let error;
  if (message.finished) error = new ERR_STREAM_WRITE_AFTER_END();
  else if (message.destroyed) error = new ERR_STREAM_DESTROYED('write');
  if (error) {
    if (!message.destroyed) onError(message, error, callback);
    else process.nextTick(callback, error);
    return false;
  }
  const length = lengthOf(chunk, encoding);
  if (message.strictContentLength) {
    const after = message[kBytesWritten] + length;
    if (strictContentLength(message) && (fromEnd ? after !== message._contentLength : after > message._contentLength)) {
      throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(after, message._contentLength);
    }
    message[kBytesWritten] = after;
  }
  if (!message._header) {
    if (fromEnd) message._contentLength = length;
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED();
    process.nextTick(callback);
    return true;
  }
  if (!fromEnd && message.socket && !message.socket.writableCorked) {
    message.socket.cork();
    process.nextTick(uncorkNT, message.socket);
  }
  if (!message.chunkedEncoding || chunk.length === 0) return message._send(chunk, encoding, callback, length);
  message._send(length.toString(16), 'latin1', null);
  message._send(crlf, null, null);
  message._send(chunk, encoding, null, length);
  return message._send(crlf, null, callback);
}

function onFinish(message) {
  if (message?.socket?._hadError) return;
  message.emit('finish');
}

const methods = {
  _renderHeaders() {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
    const headers = {};
    for (const [name, value] of Object.values(this[kOutHeaders] ?? {})) headers[name] = value;
    return headers;
  },
  cork() {
    if (this.socket) this.socket.cork();
    else this[kCorked]++;
  },
  uncork() {
    if (this.socket) this.socket.uncork();
    else if (this[kCorked]) this[kCorked]--;
  },
  setTimeout(ms, callback) {
    if (callback) this.on('timeout', callback);
    if (!this.socket) this.once('socket', (socket) => socket.setTimeout(ms));
    else this.socket.setTimeout(ms);
    return this;
  },
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this[kErrored] = error;
    if (this.socket) this.socket.destroy(error);
    else this.once('socket', (socket) => socket.destroy(error));
    return this;
  },
  _send(data, encoding, callback, byteLength) {
    if (!this._headerSent && this._header !== null) {
      const header = this._header;
      if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
        data = header + data;
      } else {
        this.outputData.unshift({ data: header, encoding: 'latin1', callback: null });
        this.outputSize += header.length;
        this._onPendingData(header.length);
      }
      this._headerSent = true;
    }
    return this._writeRaw(data, encoding, callback, byteLength);
  },
  _writeRaw(data, encoding, callback) {
    const socket = this.socket;
    if (socket && socket.destroyed) return false;
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = null;
    }
    if (socket && socket._httpMessage === this && socket.writable) {
      if (this.outputData.length) this._flushOutput(socket);
      return socket.write(data, encoding, callback);
    }
    this.outputData.push({ data, encoding, callback }); // until it is this message's turn
    this.outputSize += data.length;
    this._onPendingData(data.length);
    return this.outputSize < this[kHighWaterMark];
  },
  _storeHeader(firstLine, headers) {
    const state = { connection: false, contLen: false, te: false, date: false, expect: false, trailer: false, header: firstLine };
    if (headers) {
      if (headers === this[kOutHeaders]) {
        for (const key of Object.keys(headers)) processHeader(this, state, headers[key][0], headers[key][1], false);
      } else if (Array.isArray(headers)) {
        if (headers.length && Array.isArray(headers[0])) {
          for (const [name, value] of headers) processHeader(this, state, name, value, true);
        } else {
          if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
          for (let i = 0; i < headers.length; i += 2) processHeader(this, state, headers[i], headers[i + 1], true);
        }
      } else {
        for (const name of Object.keys(headers)) processHeader(this, state, name, headers[name], true);
      }
    }
    let { header } = state;
    if (this.sendDate && !state.date) header += `Date: ${utcDate()}\r\n`;
    // An answer that cannot have a body says nothing of how it would go.
    if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
      this.chunkedEncoding = false;
      this.shouldKeepAlive = false;
    }
    if (this._removedConnection) {
      this._last = !this.shouldKeepAlive;
    } else if (!state.connection) {
      const keeps = this.shouldKeepAlive && (state.contLen || this.useChunkedEncodingByDefault || this.agent);
      if (keeps && this.maxRequestsOnConnectionReached) {
        header += 'Connection: close\r\n';
      } else if (keeps) {
        header += 'Connection: keep-alive\r\n';
        if (this._keepAliveTimeout && this._defaultKeepAlive) {
          const most = ~~this._maxRequestsPerSocket > 0 ? `, max=${this._maxRequestsPerSocket}` : '';
          header += `Keep-Alive: timeout=${Math.floor(this._keepAliveTimeout / 1000)}${most}\r\n`;
        }
      } else {
        this._last = true;
        header += 'Connection: close\r\n';
      }
    }
    if (!state.contLen && !state.te) {
      if (!this._hasBody) {
        this.chunkedEncoding = false;
      } else if (!this.useChunkedEncodingByDefault) {
        this._last = true;
      } else if (!state.trailer && !this._removedContLen && typeof this._contentLength === 'number') {
        header += `Content-Length: ${this._contentLength}\r\n`;
      } else if (!this._removedTE) {
        header += 'Transfer-Encoding: chunked\r\n';
        this.chunkedEncoding = true;
      } else { // neither says where the body ends: the end of the connection does
        this._last = true;
      }
    }
    if (this.chunkedEncoding !== true && state.trailer) throw new ERR_HTTP_TRAILER_INVALID();
    this._header = `${header}\r\n`;
    this._headerSent = false;
    if (state.expect) this._send('');
  },
  setHeader(name, value) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    (this[kOutHeaders] ??= { __proto__: null })[name.toLowerCase()] = [name, value];
    return this;
  },
  setHeaders(headers) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
    }
    const cookies = [];
    for (const [name, value] of headers) {
      if (name === 'set-cookie') cookies.push(...(Array.isArray(value) ? value : [value]));
      else this.setHeader(name, value);
    }
    if (cookies.length) this.setHeader('set-cookie', cookies);
    return this;
  },
  appendHeader(name, value) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('append');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    const there = this[kOutHeaders]?.[name.toLowerCase()];
    if (!there) return this.setHeader(name, value);
    if (!Array.isArray(there[1])) there[1] = [there[1]];
    if (Array.isArray(value)) there[1].push(...value);
    else there[1].push(value);
    return this;
  },
  getHeader(name) {
    validateString(name, 'name');
    return this[kOutHeaders]?.[name.toLowerCase()]?.[1];
  },
  getHeaderNames() { return Object.keys(this[kOutHeaders] ?? {}); },
  getRawHeaderNames() { return Object.values(this[kOutHeaders] ?? {}).map(([name]) => name); },
  getHeaders() {
    const headers = { __proto__: null };
    for (const [key, [, value]] of Object.entries(this[kOutHeaders] ?? {})) headers[key] = value;
    return headers;
  },
  hasHeader(name) {
    validateString(name, 'name');
    return Boolean(this[kOutHeaders]?.[name.toLowerCase()]);
  },
  removeHeader(name) {
    validateString(name, 'name');
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('remove');
    const key = name.toLowerCase();
    const removed = { connection: '_removedConnection', 'content-length': '_removedContLen', 'transfer-encoding': '_removedTE' }[key];
    if (removed) this[removed] = true;
    else if (key === 'date') this.sendDate = false;
    if (this[kOutHeaders]) delete this[kOutHeaders][key];
  },
  _implicitHeader() { throw new ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()'); },
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = null;
    }
    const goesOn = write_(this, chunk, encoding, callback, false);
    if (!goesOn) this[kNeedDrain] = true;
    return goesOn;
  },
  addTrailers(headers) {
    this._trailer = '';
    const entries = Array.isArray(headers) ? headers : Object.entries(headers);
    for (let [field, value] of entries) {
      validateHeaderName(field, 'Trailer name');
      const several = Array.isArray(value) && value.length > 1 && !this[kUniqueHeaders]?.has(field.toLowerCase());
      if (Array.isArray(value) && !several) value = value.join('; ');
      for (const one of several ? value : [value]) {
        if (checkInvalidHeaderChar(one)) throw new ERR_INVALID_CHAR('trailer content', field);
        this._trailer += `${field}: ${one}\r\n`;
      }
    }
  },
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') {
      callback = chunk;
      chunk = null;
      encoding = null;
    } else if (typeof encoding === 'function') {
      callback = encoding;
      encoding = null;
    }
    if (chunk) {
      if (this.finished) {
        onError(this, new ERR_STREAM_WRITE_AFTER_END(), typeof callback !== 'function' ? nop : callback);
        return this;
      }
      this.socket?.cork();
      write_(this, chunk, encoding, null, true);
    } else if (this.finished) {
      if (typeof callback === 'function') {
        if (!this.writableFinished) this.on('finish', callback);
        else callback(new ERR_STREAM_ALREADY_FINISHED('end'));
      }
      return this;
    } else if (!this._header) {
      this.socket?.cork();
      this._contentLength = 0;
      this._implicitHeader();
    }
    if (typeof callback === 'function') this.once('finish', callback);
    if (strictContentLength(this) && this[kBytesWritten] !== this._contentLength) {
      throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(this[kBytesWritten], this._contentLength);
    }
    const finish = () => onFinish(this);
    if (this._hasBody && this.chunkedEncoding) this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
    else if (!this._headerSent || this.writableLength || chunk) this._send('', 'latin1', finish);
    else process.nextTick(finish);
    if (this.socket) {
      this.socket._writableState.corked = 1;
      this.socket.uncork();
    }
    this[kCorked] = 0;
    this.finished = true;
    if (this.outputData.length === 0 && this.socket?._httpMessage === this) this._finish();
    return this;
  },
  _finish() { this.emit('prefinish'); },
  // What was written before there was a socket goes now.
  _flush() {
    const socket = this.socket;
    if (!socket || !socket.writable) return;
    const goesOn = this._flushOutput(socket);
    if (this.finished) {
      this._finish();
    } else if (goesOn && this[kNeedDrain]) {
      this[kNeedDrain] = false;
      this.emit('drain');
    }
  },
  _flushOutput(socket) {
    while (this[kCorked]) {
      this[kCorked]--;
      socket.cork();
    }
    const { outputData } = this;
    if (outputData.length <= 0) return undefined;
    socket.cork();
    let goesOn;
    for (const { data, encoding, callback } of outputData) goesOn = socket.write(data, encoding, callback);
    socket.uncork();
    this.outputData = [];
    this._onPendingData(-this.outputSize);
    this.outputSize = 0;
    return goesOn;
  },
  flushHeaders() {
    if (!this._header) this._implicitHeader();
    this._send('');
  },
  pipe() { this.emit('error', new ERR_STREAM_CANNOT_PIPE()); },
  [Stream.captureRejectionSymbol ?? Symbol.for('nodejs.rejection')](error) { this.destroy(error); },
};
for (const name of Reflect.ownKeys(methods)) OutgoingMessage.prototype[name] = methods[name];

function parseUniqueHeadersOption(headers) {
  if (!Array.isArray(headers)) return null;
  return new Set(headers.map((name) => name.toLowerCase()));
}

module.exports = {
  OutgoingMessage, validateHeaderName, validateHeaderValue, kOutHeaders, kUniqueHeaders, kNeedDrain, parseUniqueHeadersOption,
};
