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
  this._consuming = false;
  this._dumped = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

// Fields of which only the first counts.
const single = new Set([
  'content-type', 'content-length', 'user-agent', 'referer', 'host', 'authorization', 'proxy-authorization', 'if-modified-since',
  'if-unmodified-since', 'from', 'location', 'max-forwards', 'retry-after', 'etag', 'last-modified', 'server', 'age', 'expires',
]);

// The fields, or the trailers, as an object that is made when somebody asks.
function lazily(name, kept, raw, count, add, prototype) {
  Object.defineProperty(IncomingMessage.prototype, name, {
    get() {
      if (!this[kept]) {
        this[kept] = Object.create(prototype);
        for (let i = 0; i < this[count]; i += 2) this[add](this[raw][i], this[raw][i + 1], this[kept]);
      }
      return this[kept];
    },
    set(value) { this[kept] = value; },
  });
}

lazily('headers', kHeaders, 'rawHeaders', kHeadersCount, '_addHeaderLine', Object.prototype);
lazily('headersDistinct', kHeadersDistinct, 'rawHeaders', kHeadersCount, '_addHeaderLineDistinct', null);
lazily('trailers', kTrailers, 'rawTrailers', kTrailersCount, '_addHeaderLine', Object.prototype);
lazily('trailersDistinct', kTrailersDistinct, 'rawTrailers', kTrailersCount, '_addHeaderLineDistinct', null);

Object.defineProperty(IncomingMessage.prototype, 'connection', {
  get() { return this.socket; }, set(value) { this.socket = value; },
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
    if (!this._consuming) {
      this._readableState.readingMore = false;
      this._consuming = true;
    }
    // More comes from the socket, once it flows again.
    if (this.socket.readable) readStart(this.socket);
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
    let made;
    if (this.complete) {
      this.rawTrailers = headers;
      this[kTrailersCount] = count;
      made = this[kTrailers];
    } else {
      this.rawHeaders = headers;
      this[kHeadersCount] = count;
      made = this[kHeaders];
    }
    if (made) for (let i = 0; i < count; i += 2) this._addHeaderLine(headers[i], headers[i + 1], made);
  },
  _addHeaderLine(field, value, into) {
    field = field.toLowerCase();
    if (field === 'set-cookie') {
      if (into[field] === undefined) into[field] = [value];
      else into[field].push(value);
    } else if (!single.has(field)) {
      const between = field === 'cookie' ? '; ' : ', ';
      into[field] = typeof into[field] === 'string' ? into[field] + between + value : value;
    } else if (into[field] === undefined) {
      into[field] = value;
    } else if (this.joinDuplicateHeaders) {
      into[field] += `, ${value}`;
    }
  },
  _addHeaderLineDistinct(field, value, into) { (into[field.toLowerCase()] ||= []).push(value); },
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
