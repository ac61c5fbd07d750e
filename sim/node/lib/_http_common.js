'use strict';

// What clients and servers of HTTP share: the parser, and the rules of names and
// values. (doc: http.html, RFC 9110)

const native = binding('http');
const resources = binding('async');
const { IncomingMessage, readStart, readStop } = require('_http_incoming');

const methods = [
  'ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE', 'MKACTIVITY', 'MKCALENDAR',
  'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'QUERY', 'REBIND', 'REPORT', 'SEARCH',
  'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE',
];

const tokenExpression = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const headerCharacters = /[^\t\x20-\x7e\x80-\xff]/;

const checkIsHttpToken = (value) => tokenExpression.test(value);
const checkInvalidHeaderChar = (value) => headerCharacters.test(value);

const kIncomingMessage = Symbol('IncomingMessage');

const bodyAsSaid = 0;
const bodyNone = 1;
const bodyUpgraded = 2;

const mostHeaderBytes = Number(require('internal/options').valueOf('--max-http-header-size') ?? 16384);

// Names and values are told of in parts of so many fields. (kMaxHeaderFieldsCount
// of src/node_http_parser.cc, which tells of them when another one begins)
const fieldsAtOnce = 31;

/**
 * A parser of the messages that come to a socket. onIncoming(message, keepAlive)
 * is called with each, and says what follows its head. begun(), if there is such,
 * is called when a message begins.
 */
class HTTPParser {
  #native;
  #scope; // what it tells belongs to who made it
  #trailers;
  constructor(isResponse, { maxHeaderSize, insecureHTTPParser, joinDuplicateHeaders, maxHeadersCount }) {
    this.#scope = resources.resource(isResponse ? 'HTTPCLIENTREQUEST' : 'HTTPINCOMINGMESSAGE', {}, resources.executionAsyncId());
    this.incoming = null;
    this.outgoing = null;
    this.socket = null;
    this.onIncoming = null;
    this.begun = undefined;
    this.completed = undefined;
    this.joinDuplicateHeaders = joinDuplicateHeaders;
    this.maxHeaderPairs = typeof maxHeadersCount === 'number' ? maxHeadersCount << 1 : 2000;
    this.#native = native.parser(isResponse, maxHeaderSize || mostHeaderBytes, Boolean(insecureHTTPParser ?? isLenient()),
      (...head) => resources.run(this.#scope, this.#parserOnHeadersComplete, this, ...head),
      (memory) => { resources.run(this.#scope, this.#parserOnBody, this, memory); },
      (fields) => { this.#trailers = fields; },
      () => { resources.run(this.#scope, this.#parserOnMessageComplete, this); },
      () => this.begun?.());
  }
  #parserOnHeadersComplete(major, minor, fields, method, url, status, reason, upgrade, keepAlive) {
    const { socket } = this;
    const Message = socket?.server?.[kIncomingMessage] || IncomingMessage;
    const incoming = this.incoming = new Message(socket);
    incoming.httpVersionMajor = major;
    incoming.httpVersionMinor = minor;
    incoming.httpVersion = `${major}.${minor}`;
    incoming.joinDuplicateHeaders = socket?.server?.joinDuplicateHeaders || this.joinDuplicateHeaders;
    incoming.url = url;
    incoming.upgrade = upgrade;
    fields = this.#gathered(fields);
    incoming._addHeaderLines(fields, this.maxHeaderPairs > 0 ? Math.min(fields.length, this.maxHeaderPairs) : fields.length);
    if (method) {
      incoming.method = method;
    } else {
      incoming.statusCode = status;
      incoming.statusMessage = reason;
    }
    return this.onIncoming(incoming, keepAlive) || bodyAsSaid;
  }
  // Once there are enough of them, no more are kept. (parserOnHeaders)
  #gathered(fields) {
    const most = this.maxHeaderPairs;
    if (most <= 0) return fields;
    const step = 2 * fieldsAtOnce;
    return fields.slice(0, Math.ceil(most / step) * step);
  }
  #parserOnBody(memory) {
    const stream = this.incoming;
    if (stream === null || stream._dumped) return;
    if (!stream.push(Buffer.from(memory))) readStop(this.socket);
  }
  #parserOnMessageComplete() {
    const stream = this.incoming;
    this.completed?.();
    if (stream !== null) {
      stream.complete = true;
      if (this.#trailers) stream._addHeaderLines(this.#trailers, this.#trailers.length);
      stream.push(null);
    }
    this.#trailers = undefined;
    readStart(this.socket);
  }
  /** How many of the bytes were HTTP, or an error. */
  execute(bytes) { return this.#result(native.execute(this.#native, bytes), bytes); }
  /** As execute, of what the socket's handle has just read: told(result) may come later. */
  read(bytes, told) { native.read(this.#native, bytes, (result) => told(this.#result(result, bytes))); }
  finish() { return this.#result(native.finish(this.#native)); }
  #result(result, bytes) {
    if (typeof result === 'number') return result;
    const [code, reason, used] = result;
    // Of what is wrong only at the end of the bytes, Node's message does not tell the reason.
    const error = new Error(bytes === undefined ? 'Parse Error' : `Parse Error: ${reason}`);
    error.bytesParsed = used;
    error.code = code;
    error.reason = reason;
    if (bytes !== undefined) error.rawPacket = bytes;
    Object.defineProperty(error, 'stack', { value: `Error: ${error.message}`, writable: true, enumerable: false, configurable: true });
    return error;
  }
}

let warnedLenient = false;

/** Whether everybody is to be lenient, which is said once. */
function isLenient() {
  const lenient = require('internal/options').isGiven('--insecure-http-parser');
  if (lenient && !warnedLenient) {
    warnedLenient = true;
    process.emitWarning('Using insecure HTTP parsing');
  }
  return lenient;
}

/** A parser that is not used any more knows of nobody. */
function freeParser(parser, req, socket) {
  if (parser) {
    parser.socket = parser.incoming = parser.outgoing = parser.onIncoming = null;
    parser.begun = parser.completed = undefined;
  }
  if (req) req.parser = null;
  if (socket) socket.parser = null;
}

/** A connection that ended before it was to. */
class ConnResetException extends Error {
  constructor(message) {
    super(message);
    this.code = 'ECONNRESET';
  }
  get ['constructor']() { return Error; }
}

module.exports = {
  _checkInvalidHeaderChar: checkInvalidHeaderChar, _checkIsHttpToken: checkIsHttpToken, checkInvalidHeaderChar, checkIsHttpToken,
  chunkExpression: /(?:^|\W)chunked(?:$|\W)/i, continueExpression: /(?:^|\W)100-continue(?:$|\W)/i, CRLF: '\r\n', freeParser, methods,
  kIncomingMessage, HTTPParser, ConnResetException, mostHeaderBytes, bodyAsSaid, bodyNone, bodyUpgraded,
};
