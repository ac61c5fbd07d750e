'use strict';

// What fetch gets over the network, by requests of HTTP. (Fetch, section 4)

const http = require('http');
const zlib = require('zlib');
const { Headers, listOf } = require('internal/fetch/headers');
const { makeResponse } = require('internal/fetch/response');
const { refusal } = require('internal/refuse');

// Ports that other protocols have, to which nobody is to be led. (Fetch, section 2.9)
const badPorts = new Set(`0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137
139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190
5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080`.split(/\s+/));

const mostRedirects = 20;
const redirects = [301, 302, 303, 307, 308];

let agent;

function failed(cause) { return new TypeError('fetch failed', { cause }); }

// The fields of a request on the wire, in the order in which they go; those of the
// program's own as it wrote them.
function wireFields(url, request, length) {
  const fields = ['host', url.host, 'connection', 'keep-alive'];
  for (const [name, value] of listOf(request.headers).map.values()) fields.push(name, name.toLowerCase() === 'referer' && request.referer ? `${value}, ${request.referer}` : value);
  const add = (name, value) => { if (!request.headers.has(name)) fields.push(name, value); };
  add('accept', '*/*');
  add('accept-language', '*');
  if (request.referer) add('referer', request.referer);
  add('sec-fetch-mode', 'cors');
  add('user-agent', 'node');
  add('accept-encoding', url.protocol === 'https:' ? 'br, gzip, deflate' : 'gzip, deflate');
  if (length === undefined) fields.push('transfer-encoding', 'chunked');
  else if (length > 0 || ['POST', 'PUT', 'PATCH'].includes(request.method)) fields.push('content-length', `${length}`);
  return fields;
}

// The body of an answer, as its Content-Encoding says it is to be read.
function decoded(res, method) {
  const codings = (res.headers['content-encoding'] ?? '').toLowerCase().split(',').map((s) => s.trim()).filter(Boolean).reverse();
  let stream = res;
  if (method === 'HEAD' || [101, 204, 205, 304].includes(res.statusCode)) return stream;
  for (const coding of codings) {
    let decoder;
    if (coding === 'gzip' || coding === 'x-gzip') decoder = zlib.createGunzip({ flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH });
    else if (coding === 'deflate') decoder = zlib.createInflate();
    else if (coding === 'br') decoder = zlib.createBrotliDecompress();
    else break;
    stream = require('stream').pipeline(stream, decoder, () => {});
  }
  return stream;
}

// An answer's body as a stream of the web, which ends with an error if the answer does.
// A read takes all that has arrived: parts that came together are one chunk.
function webStream(source, res, req, signal) {
  let abort;
  let take;
  let wanted = false;
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      let over = false;
      const fail = (error) => {
        if (over) return;
        over = true;
        controller.error(error);
      };
      abort = () => {
        fail(signal.reason);
        req.destroy();
      };
      take = () => {
        if (over || !wanted) return;
        const chunk = source.read();
        if (chunk === null) return;
        wanted = false;
        controller.enqueue(new Uint8Array(chunk));
      };
      source.on('readable', take);
      source.on('end', () => {
        if (over) return;
        over = true;
        signal.removeEventListener('abort', abort);
        controller.close();
        controller.byobRequest?.respond(0);
      });
      const broken = (cause) => fail(new TypeError('terminated', { cause: socketError(cause) }));
      res.on('error', broken);
      if (source !== res) source.on('error', broken);
      signal.addEventListener('abort', abort);
    },
    pull() {
      wanted = true;
      take();
    },
    cancel() { req.destroy(); },
  }, { highWaterMark: 0 });
}

// An answer that is not HTTP, as undici tells of it.
function parserError({ code, reason }) {
  const words = code === 'HPE_INVALID_CONSTANT' ? 'Response does not match the HTTP/1.1 protocol (Expected HTTP/)' : reason;
  const other = new Error(words);
  Object.defineProperty(other, 'name', { value: 'HTTPParserError', configurable: true, writable: true });
  other.code = code;
  return other;
}

// A connection that ended too early, as fetch tells of it.
function socketError(error) {
  if (error?.code?.startsWith('HPE_')) return parserError(error);
  if (error?.code !== 'ECONNRESET' || error.syscall !== undefined) return error;
  const other = new Error('other side closed');
  Object.defineProperty(other, 'name', { value: 'SocketError', configurable: true, writable: true });
  other.code = 'UND_ERR_SOCKET';
  return other;
}

async function pump(stream, req) {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    if (!req.write(chunk)) await new Promise((resolve) => req.once('drain', resolve));
  }
  req.end();
}

// A method is sent as it was written; http writes it in capitals.
function sendAsWritten(req, method) {
  if (req.method === method) return;
  if (req._header) req._header = method + req._header.slice(req.method.length);
  req.method = method;
}

/** One request; its answer is {res, req}. */
function exchange(url, request, body) {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const abort = () => {
      reject(signal.reason);
      req.destroy();
    };
    agent ||= new http.Agent({ keepAlive: true, timeout: 4000 });
    const length = body.none ? 0 : body.bytes?.length;
    const req = http.request({
      agent, method: request.method, hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: url.port || 80, path: url.pathname + url.search,
      headers: wireFields(url, request, length),
    });
    sendAsWritten(req, request.method);
    req.on('response', (res) => {
      signal.removeEventListener('abort', abort);
      resolve({ req, res });
    });
    req.on('error', (error) => {
      signal.removeEventListener('abort', abort);
      reject(failed(socketError(error)));
    });
    signal.addEventListener('abort', abort);
    if (body.none) req.end();
    else if (body.bytes !== undefined) req.end(body.bytes);
    else pump(body.stream, req).catch((error) => { reject(failed(error)); req.destroy(error); });
  });
}

/** The field "referer" that a request has, if any. Of its policies Node tells apart
    these: it takes every request for one to another origin, but by default.
    (determineRequestsReferrer of undici) */
function refererOf({ referrer, referrerPolicy }, url) {
  if (!/^https?:/.test(referrer)) return undefined;
  const from = new URL(referrer);
  from.username = from.password = from.hash = '';
  if (referrerPolicy === 'same-origin') return undefined;
  const whole = referrerPolicy === 'unsafe-url' ||
    (/^(?:strict-origin-when-cross-origin)?$/.test(referrerPolicy) && from.origin === url.origin);
  return whole ? from.href : `${from.origin}/`;
}

/** The answer to a request for an http: URL, after redirects. body is what the request has. */
async function overNetwork(request, body) {
  let url = new URL(request.url);
  let { method } = request;
  let fields = new Headers(request.headers);
  for (let turns = 0; ; turns++) {
    if (badPorts.has(url.port)) throw failed(new Error('bad port'));
    if (url.protocol === 'https:') {
      throw failed(refusal(`encryption (${url.host})`, 'use http: with a server of the program\'s own'));
    }
    const asked = { method, headers: fields, signal: request.signal, referer: refererOf(request, url) };
    const { req, res } = await exchange(url, asked, body);
    const { location } = res.headers;
    if (redirects.includes(res.statusCode) && request.redirect !== 'manual' && location !== undefined) {
      res.resume();
      if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
      if (turns === mostRedirects) throw failed(new Error('redirect count exceeded'));
      let next;
      try {
        next = new URL(location, url);
      } catch (error) {
        throw failed(error);
      }
      if (!/^https?:$/.test(next.protocol)) throw failed(new Error('URL scheme must be a HTTP(S) scheme'));
      if (res.statusCode !== 303 && body.stream !== undefined) throw failed();
      if ((res.statusCode <= 302 && method === 'POST') || (res.statusCode === 303 && method !== 'GET' && method !== 'HEAD')) {
        method = 'GET';
        body = { none: true };
        for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']) fields.delete(name);
      }
      if (next.origin !== url.origin) {
        fields = new Headers(fields);
        for (const name of ['authorization', 'proxy-authorization', 'cookie', 'host']) fields.delete(name);
      }
      url = next;
      continue;
    }
    const headers = new Headers();
    for (let i = 0; i < res.rawHeaders.length; i += 2) headers.append(res.rawHeaders[i], res.rawHeaders[i + 1]);
    const without = [101, 103, 204, 205, 304].includes(res.statusCode) || method === 'HEAD';
    if (without) res.resume();
    return makeResponse({
      status: res.statusCode, statusText: res.statusMessage, headers, type: 'basic', url: url.href.replace(/#.*/s, ''), redirected: turns > 0,
      body: without ? { none: true } : { stream: webStream(decoded(res, method), res, req, request.signal) },
    });
  }
}

module.exports = { overNetwork };
