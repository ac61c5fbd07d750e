'use strict';

// Response. (Fetch, section 5.5)

const { Buffer } = require('buffer');
const { inspect } = require('internal/inspect');
const { URL } = require('internal/url');
const { cloneBody, extract, mixin, streamOf, wasUsed } = require('internal/fetch/body');
const { Headers } = require('internal/fetch/headers');
const { byteString, expose, fail, illegal, need, usvString } = require('internal/fetch/webidl');

const states = new WeakMap();

function of(response) {
  const state = states.get(response);
  if (!state) throw illegal();
  return state;
}

const withoutBody = [101, 103, 204, 205, 304];

function make(fields) {
  const response = new Response();
  Object.assign(of(response), fields);
  return response;
}

function initialize(state, init, body) {
  if (init !== undefined && init !== null && typeof init !== 'object' && typeof init !== 'function') {
    throw new TypeError(`undefined: Expected ${inspect(init)} to be one of: Null, Undefined, Object.`);
  }
  const { status = 200, statusText = '', headers } = init ?? {};
  const code = Math.trunc(Number(status)) & 0xffff;
  const text = byteString(statusText);
  if (code < 200 || code > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) throw new TypeError('Invalid statusText');
  state.status = code;
  state.statusText = text;
  if (headers !== undefined && headers !== null) state.headers = new Headers(headers);
  if (body.none) return;
  if (withoutBody.includes(code)) throw fail('Response constructor', `Invalid response status code ${code}`);
  state.body = body;
  if (body.type !== undefined && !state.headers.has('content-type')) state.headers.append('content-type', body.type);
}

class Response {
  static error() { return make({ status: 0, type: 'error' }); }

  static json(data, init = undefined) {
    need(arguments.length, 1, 'Response.json');
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const response = new Response();
    initialize(of(response), init, { bytes: Buffer.from(text), type: 'application/json' });
    return response;
  }

  static redirect(url, status = 302) {
    need(arguments.length, 1, 'Response.redirect');
    let parsed;
    try {
      parsed = new URL(usvString(url));
    } catch (error) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause: error });
    }
    status = Math.trunc(Number(status)) & 0xffff;
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return make({ status, headers: new Headers({ location: parsed.href }) });
  }

  constructor(body = null, init = {}) {
    const state = { status: 200, statusText: '', headers: new Headers(), body: { none: true }, type: 'default', url: '', redirected: false };
    states.set(this, state);
    initialize(state, init, extract(body));
  }

  get type() { return of(this).type; }
  get url() { return of(this).url; }
  get redirected() { return of(this).redirected; }
  get status() { return of(this).status; }
  get ok() { return of(this).status >= 200 && of(this).status <= 299; }
  get statusText() { return of(this).statusText; }
  get headers() { return of(this).headers; }
  get body() { return streamOf(of(this).body); }
  get bodyUsed() { return wasUsed(of(this).body); }

  clone() {
    const state = of(this);
    if (wasUsed(state.body) || state.body.stream?.locked) throw new TypeError('Response.clone: Body has already been consumed.');
    return make({ ...state, headers: new Headers(state.headers), body: cloneBody(state.body) });
  }

  [inspect.custom](depth, options) {
    options.depth ??= 2;
    options.colors ??= true;
    const shown = {
      status: this.status, statusText: this.statusText, headers: this.headers, body: this.body, bodyUsed: this.bodyUsed, ok: this.ok,
      redirected: this.redirected, type: this.type, url: this.url,
    };
    return `Response ${inspect(shown, options)}`;
  }
}
expose(Response, 'Response', ['type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', 'body', 'bodyUsed', 'clone']);
mixin(Response, (response) => of(response).body, (response) => response.headers.get('content-type'));
Object.defineProperty(Response, 'length', { value: 0, configurable: true });

module.exports = { Response, makeResponse: make };
