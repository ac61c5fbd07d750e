'use strict';

// What clients and servers of HTTP share: the parser, and the rules of names and
// values. (doc: http.html, RFC 9110)

const native = binding('http');
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

const bodyAsSaid = 0;
const bodyNone = 1;
const bodyUpgraded = 2;

const mostHeaderBytes = Number(require('internal/options').valueOf('--max-http-header-size') ?? 16384);

/**
 * A parser of the messages that come to a socket. onIncoming(message, keepAlive)
 * is called with each, and says what follows its head.
 */
class HTTPParser {
  #native;
  constructor(isResponse, { maxHeaderSize, insecureHTTPParser = false, maxHeadersCount = 2000, joinDuplicateHeaders = false, IncomingMessage: Message = IncomingMessage } = {}) {
    this.incoming = null;
    this.outgoing = null;
    this.socket = null;
    this.onIncoming = null;
    this.joinDuplicateHeaders = joinDuplicateHeaders;
    this.maxHeadersCount = maxHeadersCount;
    this.started = undefined; // when the message began to come
    this.#native = native.parser(isResponse, maxHeaderSize || mostHeaderBytes, Boolean(insecureHTTPParser),
      (major, minor, fields, method, url, status, reason, upgrade, keepAlive) => {
        const incoming = this.incoming = new Message(this.socket);
        incoming.httpVersionMajor = major;
        incoming.httpVersionMinor = minor;
        incoming.httpVersion = `${major}.${minor}`;
        incoming.joinDuplicateHeaders = this.joinDuplicateHeaders;
        incoming.url = url;
        incoming.upgrade = upgrade;
        if (this.maxHeadersCount > 0) fields = fields.slice(0, this.maxHeadersCount * 2);
        incoming._addHeaderLines(fields, fields.length);
        if (isResponse) {
          incoming.statusCode = status;
          incoming.statusMessage = reason;
        } else {
          incoming.method = method;
        }
        return this.onIncoming(incoming, keepAlive) || bodyAsSaid;
      },
      (memory) => this.#parserOnBody(memory),
      (fields) => this.incoming?._addHeaderLines(fields, fields.length),
      () => this.#parserOnMessageComplete());
  }
  #parserOnBody(memory) {
    const stream = this.incoming;
    if (stream === null || stream._dumped) return;
    if (!stream.push(Buffer.from(memory))) readStop(this.socket);
  }
  #parserOnMessageComplete() {
    const stream = this.incoming;
    this.started = undefined;
    if (stream !== null) {
      stream.complete = true;
      stream.push(null);
    }
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

module.exports = { mostHeaderBytes, methods, HTTPParser, checkIsHttpToken, checkInvalidHeaderChar, _checkIsHttpToken: checkIsHttpToken, _checkInvalidHeaderChar: checkInvalidHeaderChar, bodyAsSaid, bodyNone, bodyUpgraded };
