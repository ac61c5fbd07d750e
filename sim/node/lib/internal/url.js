'use strict';

// URL and URLSearchParams. (WHATWG URL)

const native = binding('url');
const { Buffer } = require('buffer');
const { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS } = require('internal/errors').codes;
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const ports = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };
const isSpecial = (url) => Object.hasOwn(ports, url.protocol);

// Sets of characters that are percent-encoded, beside controls and what is not ASCII.
const fragmentSet = ' "<>`';
const querySet = ' "#<>';
const specialQuerySet = `${querySet}'`;
const pathSet = `${querySet}?\`{}`; // the present standard has ^ too, Node 20 has not
const userSet = `${pathSet}/:;=@[\\]^|`;

// What is to be encoded, by the set: most texts hold none of it.
const encodedBy = new Map();
function encodes(set) {
  let pattern = encodedBy.get(set);
  if (pattern === undefined) {
    pattern = new RegExp(`[^\\x20-\\x7e]|[${set.replace(/[\\\]^]/g, '\\$&')}]`);
    encodedBy.set(set, pattern);
  }
  return pattern;
}

function percentEncode(text, set) {
  if (!encodes(set).test(text)) return text;
  let out = '';
  for (const c of text) {
    const point = c.codePointAt(0);
    if (point > 0x1F && point < 0x7F && !set.includes(c)) {
      out += c;
      continue;
    }
    for (const byte of Buffer.from(c)) out += `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
  }
  return out;
}

function percentDecode(text) {
  if (!text.includes('%')) return text;
  const bytes = Buffer.from(text);
  const out = [];
  for (let i = 0; i < bytes.length; i++) {
    const digits = bytes[i] === 0x25 ? bytes.latin1Slice(i + 1, i + 3) : '';
    if (/^[0-9A-Fa-f]{2}$/.test(digits)) {
      out.push(parseInt(digits, 16));
      i += 2;
    } else {
      out.push(bytes[i]);
    }
  }
  return Buffer.from(out).toString();
}

/** The host of a domain as URLs have it: in ASCII; '' if it cannot be one. */
function domainToASCII(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return hostOf(`${domain}`);
}

function domainToUnicode(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return native.domainToUnicode(hostOf(`${domain}`));
}

function hostOf(domain) {
  const parts = parse(`ws://${well(domain)}`, undefined);
  return parts ? parts.host : '';
}

// A domain in ASCII, '' if it is none.
function toASCII(domain) {
  return /[^\0-\x7f]/.test(domain) || /(^|\.)xn--/i.test(domain) ? native.domainToASCII(domain) : domain.toLowerCase();
}

const forbiddenHost = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const forbiddenDomain = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/;

// A host as it is written in a URL, null if it is none.
function parseHost(input, special) {
  if (input[0] === '[') {
    if (input[input.length - 1] !== ']') return null;
    const address = parseIPv6(input.slice(1, -1));
    return address && `[${address}]`;
  }
  if (!special) return forbiddenHost.test(input) ? null : percentEncode(input, '');
  const ascii = toASCII(percentDecode(input));
  if (ascii === '' || forbiddenDomain.test(ascii)) return null;
  return parseIPv4(ascii);
}

// A host whose last label is a number is an address of IPv4, or wrong.
function parseIPv4(host) {
  const parts = host.split('.');
  if (parts[parts.length - 1] === '' && parts.length > 1) parts.pop();
  const last = parts[parts.length - 1];
  if (!/^[0-9]+$/.test(last) && !/^0[xX][0-9A-Fa-f]*$/.test(last)) return host;
  if (parts.length > 4) return null;
  const numbers = parts.map((part) => {
    if (/^0[xX][0-9A-Fa-f]*$/.test(part)) return part.length === 2 ? 0 : parseInt(part, 16);
    if (/^0[0-7]*$/.test(part)) return parseInt(part, 8);
    return /^[1-9][0-9]*$/.test(part) ? parseInt(part, 10) : NaN;
  });
  const final = numbers.pop();
  if (numbers.some((n) => !(n <= 255)) || !(final < 256 ** (4 - numbers.length))) return null;
  const value = numbers.reduce((sum, n, i) => sum + n * 256 ** (3 - i), final);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

function parseIPv6(text) {
  const four = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const bytes = four.slice(2).map(Number);
    if (bytes.some((b) => b > 255) || four.slice(2).some((s) => s.length > 1 && s[0] === '0')) return null;
    text = `${four[1]}${(bytes[0] * 256 + bytes[1]).toString(16)}:${(bytes[2] * 256 + bytes[3]).toString(16)}`;
  }
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const pieces = (half) => (half === '' ? [] : half.split(':'));
  const left = pieces(halves[0]);
  const right = halves.length === 2 ? pieces(halves[1]) : [];
  if (![...left, ...right].every((p) => /^[0-9A-Fa-f]{1,4}$/.test(p))) return null;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...left, ...Array(Math.max(0, missing)).fill('0'), ...right].map((p) => parseInt(p, 16));
  let best = { at: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && all[i + n] === 0) n++;
    if (n > best.length) best = { at: i, length: n };
  }
  const hex = (list) => list.map((n) => n.toString(16)).join(':');
  if (best.at < 0) return hex(all);
  return `${hex(all.slice(0, best.at))}::${hex(all.slice(best.at + best.length))}`;
}

const isDriveLetter = (s) => /^[A-Za-z][:|]$/.test(s);
const startsWithDrive = (s) => /^[A-Za-z][:|]([/\\?#]|$)/.test(s);
const isDot = (s) => s === '.' || s.toLowerCase() === '%2e';
const isDotDot = (s) => ['..', '.%2e', '%2e.', '%2e%2e'].includes(s.toLowerCase());

function shorten(url) {
  if (url.protocol === 'file:' && url.path.length === 1 && /^[A-Za-z]:$/.test(url.path[0])) return;
  url.path.pop();
}

// Adds the segments of a path to url.path.
function parsePath(url, text) {
  const special = isSpecial(url);
  const segments = text.split(special ? /[/\\]/ : '/');
  if (segments[0] === '' && segments.length > 1) segments.shift();
  else if (text === '') {
    if (special && url.path.length === 0) url.path.push('');
    return;
  }
  segments.forEach((raw, i) => {
    const lastOne = i === segments.length - 1;
    let segment = percentEncode(raw, pathSet);
    if (isDotDot(segment)) {
      // Above the root of a URL that is not special Node leaves no path at all.
      const none = !special && url.path.length === 0;
      shorten(url);
      if (lastOne && !none) url.path.push('');
    } else if (isDot(segment)) {
      if (lastOne) url.path.push('');
    } else {
      if (url.protocol === 'file:' && url.path.length === 0 && isDriveLetter(segment)) segment = `${segment[0]}:`;
      url.path.push(segment);
    }
  });
}

// user:password@host:port; false if it is wrong.
function parseAuthority(url, text) {
  const at = text.lastIndexOf('@');
  if (at >= 0) {
    const credentials = text.slice(0, at);
    const colon = credentials.indexOf(':');
    url.username = percentEncode(colon < 0 ? credentials : credentials.slice(0, colon), userSet);
    url.password = colon < 0 ? '' : percentEncode(credentials.slice(colon + 1), userSet);
    text = text.slice(at + 1);
    if (text === '') return false;
  }
  const [, host, port] = /^((?:\[[^\]]*\]?|[^:])*)(?::(.*))?$/.exec(text);
  if (host === '' && (isSpecial(url) || port !== undefined)) return false;
  if (host === '') {
    url.host = '';
    return at < 0;
  }
  url.host = parseHost(host, isSpecial(url));
  if (url.host === null) return false;
  return port === undefined || parsePort(url, port);
}

function parsePort(url, text) {
  if (text === '') {
    url.port = '';
    return true;
  }
  if (!/^[0-9]+$/.test(text) || Number(text) > 65535) return false;
  const port = String(Number(text));
  url.port = ports[url.protocol] === port ? '' : port;
  return true;
}

const emptyUrl = () => ({ protocol: '', username: '', password: '', host: null, port: '', path: [], opaque: null, query: null, fragment: null });

/** The parts of a URL, null if it is none. base is parts. */
function parse(input, base) {
  let text = input.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
  const url = emptyUrl();
  const hash = text.indexOf('#');
  if (hash >= 0) {
    url.fragment = percentEncode(text.slice(hash + 1), fragmentSet);
    text = text.slice(0, hash);
  }
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(text);
  let rest = text;
  if (scheme) {
    url.protocol = scheme[0].toLowerCase();
    rest = text.slice(scheme[0].length);
  } else {
    if (!base) return null;
    if (base.opaque !== null) {
      if (text !== '' || hash < 0) return null;
      return { ...base, path: base.path.slice(), fragment: url.fragment };
    }
    url.protocol = base.protocol;
  }
  const special = isSpecial(url);
  const mark = rest.indexOf('?');
  let query = null;
  if (mark >= 0) {
    query = percentEncode(rest.slice(mark + 1), special ? specialQuerySet : querySet);
    rest = rest.slice(0, mark);
  }
  url.query = query;
  const slash = (c) => c === '/' || (special && c === '\\');
  if (url.protocol === 'file:') return parseFile(url, rest, scheme && base?.protocol !== 'file:' ? null : base, mark >= 0);
  if (scheme && special && (!base || base.protocol !== url.protocol || (slash(rest[0]) && slash(rest[1])))) {
    rest = rest.replace(/^[/\\]*/, '');
    return authorityAndPath(url, rest, /[/\\]/);
  }
  if (slash(rest[0]) && slash(rest[1])) {
    return authorityAndPath(url, special ? rest.replace(/^[/\\]*/, '') : rest.slice(2), special ? /[/\\]/ : /\//);
  }
  if (scheme && !special) {
    if (rest[0] === '/') {
      parsePath(url, rest);
      return url;
    }
    url.opaque = percentEncode(rest, '');
    return url;
  }
  // Relative to the base.
  Object.assign(url, { username: base.username, password: base.password, host: base.host, port: base.port });
  if (slash(rest[0])) {
    parsePath(url, rest);
    return url;
  }
  url.path = base.path.slice();
  if (rest === '') {
    if (mark < 0) url.query = base.query;
    return url;
  }
  shorten(url);
  parsePath(url, rest);
  return url;
}

function authorityAndPath(url, rest, end) {
  const at = rest.search(end);
  if (!parseAuthority(url, at < 0 ? rest : rest.slice(0, at))) return null;
  parsePath(url, at < 0 ? '' : rest.slice(at));
  return url;
}

function parseFile(url, rest, base, hasQuery) {
  url.host = '';
  const slash = (c) => c === '/' || c === '\\';
  if (slash(rest[0]) && slash(rest[1])) {
    const after = rest.slice(2);
    const at = after.search(/[/\\]/);
    const host = at < 0 ? after : after.slice(0, at);
    if (isDriveLetter(host)) {
      parsePath(url, after);
      return url;
    }
    if (host !== '') {
      url.host = parseHost(host, true);
      if (url.host === null) return null;
      if (url.host === 'localhost') url.host = '';
    }
    parsePath(url, at < 0 ? '' : after.slice(at));
    return url;
  }
  if (slash(rest[0])) {
    if (base && base.protocol === 'file:') {
      url.host = base.host;
      if (!startsWithDrive(rest.slice(1)) && base.path.length > 0 && /^[A-Za-z]:$/.test(base.path[0])) url.path.push(base.path[0]);
    }
    parsePath(url, rest);
    return url;
  }
  if (base && base.protocol === 'file:') {
    url.host = base.host;
    url.path = base.path.slice();
    if (rest === '') {
      if (!hasQuery) url.query = base.query;
      return url;
    }
    if (startsWithDrive(rest)) url.path = [];
    else shorten(url);
  }
  parsePath(url, rest);
  return url;
}

function pathname(url) { return url.opaque !== null ? url.opaque : url.path.map((segment) => `/${segment}`).join(''); }

function serialize(url, { fragment = true, auth = true, search = true } = {}) {
  let out = url.protocol;
  if (url.host !== null) {
    out += '//';
    if (auth && (url.username !== '' || url.password !== '')) out += `${url.username}${url.password !== '' ? `:${url.password}` : ''}@`;
    out += url.host + (url.port !== '' ? `:${url.port}` : '');
  } else if (url.opaque === null && url.path.length > 1 && url.path[0] === '') {
    out += '/.';
  }
  out += pathname(url);
  if (search && url.query !== null) out += `?${url.query}`;
  if (fragment && url.fragment !== null) out += `#${url.fragment}`;
  return out;
}

const partsOf = new WeakMap();
const paramsOf = new WeakMap();

function inner(url) {
  const parts = partsOf.get(url);
  if (!parts) throw new ERR_INVALID_THIS('URL');
  return parts;
}

// Node's parser is not JavaScript: the error has its code, but does not show
// it in its stack.
function invalidURL(input, base) {
  const error = new TypeError('Invalid URL');
  error.code = 'ERR_INVALID_URL';
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

const noCredentials = (url) => url.host === null || url.host === '' || url.protocol === 'file:';

function parseWithBase(input, base) {
  let basis;
  if (base !== undefined) {
    basis = parse(base, null);
    if (!basis) return null;
  }
  return parse(input, basis);
}

class URL {
  constructor(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    input = well(input);
    if (base !== undefined) base = `${base}`;
    const parts = parseWithBase(input, base);
    if (!parts) throw invalidURL(input, base);
    partsOf.set(this, parts);
  }
  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }
  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return parseWithBase(`${input}`, base === undefined ? undefined : `${base}`) !== null;
  }
  static createObjectURL(object) { return require('internal/blob').createObjectURL(object); }
  static revokeObjectURL(url) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    require('internal/blob').revokeObjectURL(url);
  }

  toString() { return this.href; }
  get href() { return serialize(inner(this)); }
  set href(value) {
    const parts = parse(`${value}`, undefined);
    if (!parts) throw invalidURL(`${value}`);
    partsOf.set(this, parts);
    refreshParams(this);
  }
  get origin() {
    const url = inner(this);
    if (url.protocol === 'blob:') {
      const within = parse(url.opaque ?? '', undefined);
      return within && ['http:', 'https:'].includes(within.protocol) ? `${within.protocol}//${within.host}${within.port && `:${within.port}`}` : 'null';
    }
    if (!isSpecial(url) || url.protocol === 'file:') return 'null';
    return `${url.protocol}//${url.host}${url.port && `:${url.port}`}`;
  }
  get protocol() { return inner(this).protocol; }
  set protocol(value) {
    const url = inner(this);
    const match = /^([A-Za-z][A-Za-z0-9+.-]*)(:|$)/.exec(`${value}`);
    if (!match) return;
    const next = `${match[1].toLowerCase()}:`;
    if (Object.hasOwn(ports, next) !== isSpecial(url)) return;
    if (next === 'file:' && (url.username || url.password || url.port)) return;
    if (url.protocol === 'file:' && url.host === '') return;
    url.protocol = next;
    if (url.port === ports[next]) url.port = '';
  }
  get username() { return inner(this).username; }
  set username(value) {
    const url = inner(this);
    if (!noCredentials(url)) url.username = percentEncode(`${value}`, userSet);
  }
  get password() { return inner(this).password; }
  set password(value) {
    const url = inner(this);
    if (!noCredentials(url)) url.password = percentEncode(`${value}`, userSet);
  }
  get host() {
    const url = inner(this);
    return `${url.host ?? ''}${url.port !== '' ? `:${url.port}` : ''}`;
  }
  set host(value) { setHost(inner(this), `${value}`, true); }
  get hostname() { return inner(this).host ?? ''; }
  set hostname(value) { setHost(inner(this), `${value}`, false); }
  get port() { return inner(this).port; }
  set port(value) {
    const url = inner(this);
    if (noCredentials(url)) return;
    if (`${value}` === '') {
      url.port = '';
      return;
    }
    const digits = /^[0-9]+/.exec(`${value}`.replace(/[\t\n\r]/g, ''));
    if (digits) parsePort(url, digits[0]);
  }
  get pathname() { return pathname(inner(this)); }
  set pathname(value) {
    const url = inner(this);
    if (url.opaque !== null) return;
    url.path = [];
    if (`${value}` === '' && url.host === null) value = '/';
    const text = `${value}`.replace(/[\t\n\r]/g, '').replace(/[?#]/g, (c) => (c === '?' ? '%3F' : '%23'));
    parsePath(url, text);
  }
  get search() {
    const { query } = inner(this);
    return query ? `?${query}` : '';
  }
  set search(value) {
    const url = inner(this);
    const text = `${value}`.replace(/^\?/, '').replace(/[\t\n\r]/g, '');
    url.query = `${value}` === '' ? null : percentEncode(text, isSpecial(url) ? specialQuerySet : querySet);
    refreshParams(this);
  }
  get searchParams() {
    const url = inner(this);
    if (!paramsOf.has(this)) {
      const params = new URLSearchParams();
      lists.set(params, { list: parseForm(url.query ?? ''), owner: this });
      paramsOf.set(this, params);
    }
    return paramsOf.get(this);
  }
  get hash() {
    const { fragment } = inner(this);
    return fragment ? `#${fragment}` : '';
  }
  set hash(value) {
    const text = `${value}`.replace(/[\t\n\r]/g, '');
    inner(this).fragment = text === '' ? null : percentEncode(text.replace(/^#/, ''), fragmentSet);
  }
  toJSON() { return this.href; }
  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = {
      href: this.href, origin: this.origin, protocol: this.protocol, username: this.username, password: this.password, host: this.host,
      hostname: this.hostname, port: this.port, pathname: this.pathname, search: this.search, searchParams: this.searchParams, hash: this.hash,
    };
    return `${this.constructor.name} ${require('internal/inspect').inspect(shown, options)}`;
  }
}
for (const name of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
  'searchParams', 'hash', 'toString', 'toJSON']) {
  Object.defineProperty(URL.prototype, name, { enumerable: true });
}
for (const name of ['canParse', 'parse', 'createObjectURL', 'revokeObjectURL']) Object.defineProperty(URL, name, { enumerable: true });
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });

function setHost(url, value, withPort) {
  if (url.opaque !== null) return;
  const text = value.replace(/[\t\n\r]/g, '');
  const end = text.search(isSpecial(url) ? /[/\\?#]/ : /[/?#]/);
  const [, host, port] = /^((?:\[[^\]]*\]?|[^:])*)(?::([0-9]*))?/.exec(end < 0 ? text : text.slice(0, end));
  if (port !== undefined && (!withPort || url.protocol === 'file:')) return;
  const had = url.host;
  if (host === '') {
    if (isSpecial(url) && url.protocol !== 'file:') return;
    if (had === null || url.username || url.password) return;
    if (port === undefined && url.port) return;
    url.host = '';
    if (port) parsePort(url, port);
    return;
  }
  const parsed = parseHost(host, isSpecial(url));
  if (parsed === null) return;
  url.host = url.protocol === 'file:' && parsed === 'localhost' ? '' : parsed;
  if (port && had !== null) parsePort(url, port);
}

// URLSearchParams: a list of [name, value].

const lists = new WeakMap();

function state(params) {
  const found = lists.get(params);
  if (!found) throw new ERR_INVALID_THIS('URLSearchParams');
  return found;
}

function parseForm(text) {
  const list = [];
  for (const field of text.split('&')) {
    if (field === '') continue;
    const at = field.indexOf('=');
    const decode = (part) => percentDecode(part.replace(/\+/g, ' '));
    list.push(at < 0 ? [decode(field), ''] : [decode(field.slice(0, at)), decode(field.slice(at + 1))]);
  }
  return list;
}

function encodeForm(text) {
  let out = '';
  for (const c of text) {
    if (c === ' ') out += '+';
    else if (/^[A-Za-z0-9*\-._]$/.test(c)) out += c;
    else for (const byte of Buffer.from(c)) out += `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
  }
  return out;
}

// A text with U+FFFD for each half of a surrogate pair that stands alone.
const well = (value) => `${value}`.toWellFormed();

function refreshParams(url) {
  const params = paramsOf.get(url);
  if (params) lists.get(params).list = parseForm(inner(url).query ?? '');
}

function changed(params) {
  const { list, owner } = state(params);
  if (!owner) return;
  const text = formText(list);
  inner(owner).query = text === '' ? null : text;
}

const formText = (list) => list.map(([name, value]) => `${encodeForm(name)}=${encodeForm(value)}`).join('&');

class URLSearchParams {
  constructor(init = undefined) {
    let list = [];
    if (init == null) {
      list = [];
    } else if (typeof init === 'object' || typeof init === 'function') {
      const method = init[Symbol.iterator];
      if (typeof method === 'function') {
        for (const pair of init) {
          if (pair == null) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
          if ((typeof pair !== 'object' && typeof pair !== 'function') || typeof pair[Symbol.iterator] !== 'function') {
            throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
          }
          const both = [...pair];
          if (both.length !== 2) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
          list.push([well(both[0]), well(both[1])]);
        }
      } else if (method != null) {
        throw new ERR_ARG_NOT_ITERABLE('Query pairs');
      } else {
        const seen = new Map();
        for (const key of Reflect.ownKeys(init)) {
          const property = Reflect.getOwnPropertyDescriptor(init, key);
          if (property?.enumerable) seen.set(well(key), well(init[key]));
        }
        list = [...seen];
      }
    } else {
      const text = well(init);
      list = parseForm(text[0] === '?' ? text.slice(1) : text);
    }
    lists.set(this, { list, owner: null });
  }
  get size() { return state(this).list.length; }
  append(name, value) {
    const s = state(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    s.list.push([well(name), well(value)]);
    changed(this);
  }
  delete(name, value = undefined) {
    const s = state(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = well(name);
    if (value !== undefined) value = well(value);
    s.list = s.list.filter(([n, v]) => n !== name || (value !== undefined && v !== value));
    changed(this);
  }
  get(name) {
    const s = state(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = well(name);
    const found = s.list.find(([n]) => n === name);
    return found ? found[1] : null;
  }
  getAll(name) {
    const s = state(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = well(name);
    return s.list.filter(([n]) => n === name).map(([, v]) => v);
  }
  has(name, value = undefined) {
    const s = state(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = well(name);
    if (value !== undefined) value = well(value);
    return s.list.some(([n, v]) => n === name && (value === undefined || v === value));
  }
  set(name, value) {
    const s = state(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    name = well(name);
    value = well(value);
    const at = s.list.findIndex(([n]) => n === name);
    if (at < 0) {
      s.list.push([name, value]);
    } else {
      s.list[at] = [name, value];
      s.list = s.list.filter(([n], i) => i <= at || n !== name);
    }
    changed(this);
  }
  sort() {
    state(this).list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    changed(this);
  }
  entries() { return iterate(this, 'entries', (pair) => [pair[0], pair[1]]); }
  forEach(callback, thisArg = undefined) {
    state(this);
    require('internal/validators').validateFunction(callback, 'callback');
    for (let i = 0; i < state(this).list.length; i++) {
      const [name, value] = state(this).list[i];
      Reflect.apply(callback, thisArg, [value, name, this]);
    }
  }
  keys() { return iterate(this, 'keys', (pair) => pair[0]); }
  values() { return iterate(this, 'values', (pair) => pair[1]); }
  toString() { return formText(state(this).list); }
  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return '[Object]';
    const { inspect } = require('internal/inspect');
    const pieces = state(this).list.map(([n, v]) => `${inspect(n, options)} => ${inspect(v, options)}`);
    if (pieces.length === 0) return 'URLSearchParams {}';
    const length = pieces.reduce((sum, p) => sum + p.length + 2, 0);
    if (length > (options?.breakLength ?? 80)) return `URLSearchParams {\n  ${pieces.join(',\n  ')} }`;
    return `URLSearchParams { ${pieces.join(', ')} }`;
  }
}
for (const name of ['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values', 'toString', 'size']) {
  Object.defineProperty(URLSearchParams.prototype, name, { enumerable: true });
}
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { value: URLSearchParams.prototype.entries, writable: true, configurable: true });
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });

const cursors = new WeakMap();
const iteratorPrototype = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
  next: {
    value: function next() {
      const cursor = cursors.get(this);
      if (!cursor) throw new ERR_INVALID_THIS('URLSearchParamsIterator');
      const { list } = state(cursor.params);
      if (cursor.at >= list.length) return { value: undefined, done: true };
      return { value: cursor.pick(list[cursor.at++]), done: false };
    },
    writable: true, enumerable: true, configurable: true,
  },
  [Symbol.toStringTag]: { value: 'URLSearchParams Iterator', configurable: true },
  [customInspect]: {
    value(depth, options) {
      const { params, at, pick } = cursors.get(this);
      const { inspect } = require('internal/inspect');
      const rest = state(params).list.slice(at).map(pick);
      const shown = rest.map((one) => inspect(one, options));
      // It is broken into lines where the array of the same would be.
      if (inspect(rest, options).includes('\n')) return `URLSearchParams Iterator {\n  ${shown.join(',\n  ')} }`;
      return `URLSearchParams Iterator { ${shown.join(', ')} }`;
    },
    configurable: true,
  },
});

function iterate(params, kind, pick) {
  state(params);
  const iterator = Object.create(iteratorPrototype);
  cursors.set(iterator, { params, at: 0, pick });
  return iterator;
}

/** What the legacy API and http take of a URL. */
function urlToHttpOptions(url) {
  const { hostname, pathname: path, port, username, password, search } = url;
  const options = {
    __proto__: null, ...url, protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash, search, pathname: path, path: `${path || ''}${search || ''}`, href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

const isURL = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

module.exports = { URL, URLSearchParams, domainToASCII, domainToUnicode, invalidURL, isURL, serialize, partsOf, toASCII, urlToHttpOptions };
