'use strict';

// Messages that come: requests at a server, answers at a client.
// (doc: http.html#class-httpincomingmessage)

const { Readable, finished } = require('stream');

function readStart(socket) {
  if (socket && !socket._paused && socket.readable) socket.resume();
}

function readStop(socket) {
  if (socket) socket.pause();
}

const kHeaders = Symbol('kHeaders');
const kHeadersDistinct = Symbol('kHeadersDistinct');
const kHeadersCount = Symbol('kHeadersCount');
const kTrailers = Symbol('kTrailers');
const kTrailersDistinct = Symbol('kTrailersDistinct');
const kTrailersCount = Symbol('kTrailersCount');

function IncomingMessage(socket) {
  Reflect.apply(Readable, this, [socket ? { highWaterMark: socket.readableHighWaterMark } : undefined]);
  this._readableState.readingMore = true;
  this.socket = socket;
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  this[kHeaders] = null;
  this[kHeadersCount] = 0;
  this.rawHeaders = [];
  this[kTrailers] = null;
  this[kTrailersCount] = 0;
  this.rawTrailers = [];
  this.joinDuplicateHeaders = false;
  this.aborted = false;
  this.upgrade = null;
  this.url = '';
  this.method = null;
  this.statusCode = null;
  this.statusMessage = null;
  this.client = socket;
  this._consumed = false;
  this._dumped = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

// Fields of which only the first counts.
const single = new Set([
  'content-type', 'content-length', 'user-agent', 'referer', 'host', 'authorization', 'proxy-authorization', 'if-modified-since',
  'if-unmodified-since', 'from', 'location', 'max-forwards', 'retry-after', 'etag', 'last-modified', 'server', 'age', 'expires',
]);

function addLines(into, raw, add) {
  for (let i = 0; i < raw.length; i += 2) add(into, raw[i].toLowerCase(), raw[i + 1]);
  return into;
}

function lazily(name, kept, raw, add, blank) {
  Object.defineProperty(IncomingMessage.prototype, name, {
    get() { return (this[kept] ||= addLines(blank(), this[raw], add(this))); },
    set(value) { this[kept] = value; },
    configurable: true, enumerable: false,
  });
}

const joined = (message) => (into, name, value) => message._addHeaderLine(name, value, into);
const distinct = () => (into, name, value) => { (into[name] ||= []).push(value); };
lazily('headers', kHeaders, 'rawHeaders', joined, () => ({}));
lazily('headersDistinct', kHeadersDistinct, 'rawHeaders', distinct, () => Object.create(null));
lazily('trailers', kTrailers, 'rawTrailers', joined, () => ({}));
lazily('trailersDistinct', kTrailersDistinct, 'rawTrailers', distinct, () => Object.create(null));

Object.defineProperty(IncomingMessage.prototype, 'connection', {
  get() { return this.socket; }, set(value) { this.socket = value; }, configurable: true,
});

function onError(message, error, callback) {
  // The error is not told to nobody. (https://nodejs.org/api/http.html: 'error' of aborted messages)
  if (message.listenerCount('error') === 0) callback();
  else callback(error);
}

const methods = {
  setTimeout(ms, callback) {
    if (callback) this.on('timeout', callback);
    this.socket.setTimeout(ms);
    return this;
  },
  _read() {
    if (!this._consumed) {
      this._readableState.readingMore = false;
      this._consumed = true;
    }
    // More comes from the socket, once it flows again.
    if (this.socket?.readable) readStart(this.socket);
  },
  _destroy(error, callback) {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    // Who gives up a message gives up the connection.
    if (this.socket && !this.socket.destroyed && this.aborted) {
      this.socket.destroy(error);
      const cleanup = finished(this.socket, (e) => {
        if (e?.code === 'ERR_STREAM_PREMATURE_CLOSE') e = null;
        cleanup();
        process.nextTick(onError, this, e || error, callback);
      });
    } else {
      process.nextTick(onError, this, error, callback);
    }
  },
  _addHeaderLines(headers, count) {
    if (!headers?.length) return;
    const trailing = this.complete || this._headed;
    if (trailing) {
      this.rawTrailers = headers;
      this[kTrailersCount] = count;
      this[kTrailers] = null;
    } else {
      this.rawHeaders = headers;
      this[kHeadersCount] = count;
      this[kHeaders] = null;
    }
    Object.defineProperty(this, '_headed', { value: true, enumerable: false, configurable: true });
  },
  _addHeaderLine(field, value, into) {
    if (field === 'set-cookie') {
      if (into[field] === undefined) into[field] = [value];
      else into[field].push(value);
    } else if (into[field] === undefined) {
      into[field] = value;
    } else if (field === 'cookie') {
      into[field] += `; ${value}`;
    } else if (this.joinDuplicateHeaders || !single.has(field)) {
      into[field] += `, ${value}`;
    }
  },
  // Nobody wants the body: it is thrown away.
  _dump() {
    if (this._dumped) return;
    this._dumped = true;
    this.removeAllListeners('data');
    this.resume();
  },
};
for (const [name, method] of Object.entries(methods)) IncomingMessage.prototype[name] = method;

module.exports = { IncomingMessage, readStart, readStop };
