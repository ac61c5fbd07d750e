'use strict';

// Request. (Fetch, section 5.4)

const { inspect } = require('internal/inspect');
const { URL } = require('internal/url');
const { AbortController, AbortSignal } = require('internal/abort_controller');
const { cloneBody, extract, mixin, streamOf, wasUsed } = require('internal/fetch/body');
const { Headers, isName } = require('internal/fetch/headers');
const { byteString, expose, fail, illegal, need, usvString } = require('internal/fetch/webidl');

const states = new WeakMap();

function of(request) {
  const state = states.get(request);
  if (!state) throw illegal();
  return state;
}

const choices = {
  referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
    'strict-origin-when-cross-origin', 'unsafe-url'],
  mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  redirect: ['follow', 'manual', 'error'],
};

const upper = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
let warned = false;

function methodOf(given) {
  const method = byteString(given);
  if (!isName(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const loud = method.toUpperCase();
  if (['CONNECT', 'TRACE', 'TRACK'].includes(loud)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  if (method === 'patch' && !warned) {
    warned = true;
    process.emitWarning('Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is much more likely to succeed.',
      { code: 'UNDICI-FETCH-patch' });
  }
  return upper.includes(loud) ? loud : method;
}

// A signal of one's own that follows another.
function follow(signal) {
  const controller = new AbortController();
  if (signal === undefined || signal === null) return controller.signal;
  if (!(signal instanceof AbortSignal)) throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
  if (signal.aborted) controller.abort(signal.reason);
  else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  return controller.signal;
}

/** Where a request says that it comes from: nowhere, the client, or an address. */
function referrerOf(text) {
  if (text === '') return '';
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    throw new TypeError(`Referrer "${text}" is not a valid URL.`, { cause: error });
  }
  return url.href;
}

class Request {
  constructor(input, init = {}) {
    need(arguments.length, 1, 'Request constructor');
    init ??= {};
    let state;
    let source;
    if (states.has(input)) {
      source = of(input);
      state = { ...source, headers: new Headers(source.headers) };
    } else {
      state = {
        method: 'GET', headers: new Headers(), destination: '', referrer: 'about:client', referrerPolicy: '', mode: 'cors',
        credentials: 'same-origin', cache: 'default', redirect: 'follow', integrity: '', keepalive: false, body: { none: true },
      };
      let url;
      try {
        url = new URL(usvString(input));
      } catch (error) {
        throw new TypeError(`Failed to parse URL from ${input}`, { cause: error });
      }
      if (url.username || url.password) throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
      state.url = url.href;
    }
    states.set(this, state);
    if (init.window !== undefined && init.window !== null) throw new TypeError("'window' option 'client' must be null");
    if (init.referrer !== undefined) state.referrer = referrerOf(usvString(init.referrer));
    for (const [name, allowed] of Object.entries(choices)) {
      if (init[name] === undefined) continue;
      const value = usvString(init[name]);
      if (!allowed.includes(value)) throw fail('Request constructor', `${value} is not an accepted type. Expected one of ${allowed.join(', ')}.`);
      state[name] = value;
    }
    if (init.mode === 'navigate') throw fail('Request constructor', 'invalid request mode navigate.');
    if (state.cache === 'only-if-cached' && state.mode !== 'same-origin') {
      throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
    }
    if (init.integrity !== undefined && init.integrity !== null) state.integrity = `${init.integrity}`;
    if (init.keepalive !== undefined) state.keepalive = !!init.keepalive;
    if (init.method !== undefined) state.method = methodOf(init.method);
    state.signal = follow(init.signal === undefined ? source?.signal : init.signal);
    if (init.headers !== undefined) state.headers = new Headers(init.headers);
    this.#takeBody(state, init, source);
  }

  #takeBody(state, init, source) {
    const given = init.body !== undefined && init.body !== null;
    if ((given || (source && !source.body.none)) && (state.method === 'GET' || state.method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    if (given) {
      const body = extract(init.body, state.keepalive);
      if (body.stream !== undefined && init.duplex === undefined) throw new TypeError('RequestInit: duplex option is required when sending a body.');
      state.body = body;
      if (body.type !== undefined && !state.headers.has('content-type')) state.headers.append('content-type', body.type);
      return;
    }
    if (!source || source.body.none) return;
    if (wasUsed(source.body)) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    state.body = { ...source.body };
    source.body.used = true;
  }

  get method() { return of(this).method; }
  get url() { return of(this).url; }
  get headers() { return of(this).headers; }
  get destination() { return of(this).destination; }
  get referrer() { return of(this).referrer; }
  get referrerPolicy() { return of(this).referrerPolicy; }
  get mode() { return of(this).mode; }
  get credentials() { return of(this).credentials; }
  get cache() { return of(this).cache; }
  get redirect() { return of(this).redirect; }
  get integrity() { return of(this).integrity; }
  get keepalive() { return of(this).keepalive; }
  get isReloadNavigation() { return of(this) && false; }
  get isHistoryNavigation() { return of(this) && false; }
  get signal() { return of(this).signal; }
  get body() { return streamOf(of(this).body); }
  get bodyUsed() { return wasUsed(of(this).body); }
  get duplex() { return of(this) && 'half'; }

  clone() {
    const state = of(this);
    if (wasUsed(state.body) || state.body.stream?.locked) throw new TypeError('unusable');
    const request = new Request(state.url);
    Object.assign(of(request), { ...state, headers: new Headers(state.headers), body: cloneBody(state.body), signal: follow(state.signal) });
    return request;
  }

  [inspect.custom](depth, options) {
    options.depth ??= 2;
    options.colors ??= true;
    const shown = {};
    for (const name of ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect',
      'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal']) shown[name] = this[name];
    return `Request ${inspect(shown, options)}`;
  }
}
expose(Request, 'Request', ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect',
  'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal', 'body', 'bodyUsed', 'duplex', 'clone']);
mixin(Request, (request) => of(request).body, (request) => request.headers.get('content-type'));

/** What a request has as its body. */
function bodyOf(request) { return of(request).body; }

module.exports = { Request, bodyOf };
