'use strict';

// The module url: WHATWG's URL, files as URLs, and the older parse, format
// and resolve.

const { URL, URLSearchParams, domainToASCII, domainToUnicode, partsOf, serialize, toASCII, urlToHttpOptions } = require('internal/url');
const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL, ERR_INVALID_URL_SCHEME,
} = require('internal/errors').codes;
const { validateObject, validateString } = require('internal/validators');
const querystring = require('querystring');

function fileURLToPath(path) {
  if (typeof path === 'string') path = new URL(path);
  else if (!(path instanceof URL)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (path.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  if (path.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST('linux');
  if (/%2f/i.test(path.pathname)) throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  return decodeURIComponent(path.pathname);
}

function pathToFileURL(path) {
  validateString(path, 'path');
  let resolved = require('path').resolve(path);
  if (path[path.length - 1] === '/' && resolved[resolved.length - 1] !== '/') resolved += '/';
  const escaped = { '%': '%25', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09', '?': '%3F', '#': '%23' };
  return new URL(`file://${resolved.replace(/[%\\\n\r\t?#]/g, (c) => escaped[c])}`);
}

// The older API.

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

const hostless = ['javascript', 'javascript:'];
const slashed = ['http', 'http:', 'https', 'https:', 'ftp', 'ftp:', 'gopher', 'gopher:', 'file', 'file:', 'ws', 'ws:', 'wss', 'wss:'];

const escapes = {
  '\t': '%09', '\n': '%0A', '\r': '%0D', ' ': '%20', '"': '%22', "'": '%27', '<': '%3C', '>': '%3E', '\\': '%5C', '^': '%5E',
  '`': '%60', '{': '%7B', '|': '%7C', '}': '%7D',
};

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  const made = new Url();
  made.parse(url, parseQueryString, slashesDenoteHost);
  return made;
}

// What is left out around a URL: control characters and spaces.
const outside = /^[\0-\x20\xa0\ufeff]+|[\0-\x20\xa0\ufeff]+$/g;

// A URL without scheme or host, in which nothing is escaped.
const simplePath = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  // Backslashes before the query are slashes.
  const split = url.search(/[?#]/);
  const before = (split < 0 ? url : url.slice(0, split)).replace(/\\/g, '/');
  let rest = (before + (split < 0 ? '' : url.slice(split))).replace(outside, '');

  const simple = !slashesDenoteHost && !rest.includes('#') && !before.includes('@') && simplePath.exec(rest);
  if (simple) {
    this.path = this.href = rest;
    this.pathname = simple[1];
    takeQuery(this, simple[2], parseQueryString);
    return this;
  }
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest);
  let lower;
  if (scheme) {
    lower = scheme[0].toLowerCase();
    this.protocol = lower;
    rest = rest.slice(scheme[0].length);
  }
  let slashes = false;
  if (slashesDenoteHost || scheme || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !(lower && hostless.includes(lower))) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!hostless.includes(lower)) {
    if (slashes || (scheme && !slashed.includes(scheme[0]))) rest = takeHost(this, rest, url);
    rest = rest.replace(/[\t\n\r "'<>\\^`{|}]/g, (c) => escapes[c]);
  }
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    this.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  takeQuery(this, question >= 0 ? rest.slice(question) : undefined, parseQueryString);
  if (question >= 0) rest = rest.slice(0, question);
  if (rest !== '') this.pathname = rest;
  if (slashed.includes(lower) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

function takeQuery(url, search, parseQueryString) {
  if (search) {
    url.search = search;
    url.query = parseQueryString ? querystring.parse(search.slice(1)) : search.slice(1);
  } else if (parseQueryString) {
    url.search = null;
    url.query = { __proto__: null };
  }
}

let warnedOfPort = false;

// The host ends at / ? #, or before it at what no host has; but left of an @
// everything may stand.
function takeHost(made, rest, url) {
  let end = rest.search(/[/?#]/);
  if (end < 0) end = rest.length;
  let authority = rest.slice(0, end).replace(/[\t\n\r]/g, '');
  let tail = rest.slice(end);
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    made.auth = decodeURIComponent(authority.slice(0, at));
    authority = authority.slice(at + 1);
  }
  const bad = authority.search(/[ "%';<>\\^`{|}]/);
  if (bad >= 0) {
    tail = authority.slice(bad) + tail;
    authority = authority.slice(0, bad);
  }
  made.host = authority;
  made.parseHost();
  if (typeof made.hostname !== 'string') made.hostname = '';
  const ipv6 = /^\[.*\]$/.test(made.hostname);
  if (!ipv6) {
    const wrong = made.hostname.search(/[/\\#?:]/);
    if (wrong >= 0) {
      if (made.hostname[wrong] === ':' && !warnedOfPort) {
        warnedOfPort = true;
        process.emitWarning(`The URL ${url} is invalid. Future versions of Node.js will throw an error.`, 'DeprecationWarning', 'DEP0170');
      }
      tail = `/${made.hostname.slice(wrong)}${tail}`;
      made.hostname = made.hostname.slice(0, wrong);
    }
  }
  made.hostname = made.hostname.length > 255 ? '' : made.hostname.toLowerCase();
  if (ipv6 && /[\0\t\n\r #%/<>?@\\^|]/.test(made.hostname)) throw new ERR_INVALID_URL(url);
  if (!ipv6 && made.hostname !== '') {
    made.hostname = toASCII(made.hostname);
    if (made.hostname === '' || /[\0\t\n\r #%/:<>?@[\\\]^|]/.test(made.hostname)) throw new ERR_INVALID_URL(url);
  }
  made.host = made.hostname + (made.port ? `:${made.port}` : '');
  if (ipv6) {
    made.hostname = made.hostname.slice(1, -1);
    if (tail[0] !== '/') tail = `/${tail}`;
  }
  return tail;
}

Url.prototype.format = function format() {
  let auth = this.auth || '';
  if (auth) auth = `${encodeURIComponent(auth).replace(/%3A/gi, ':')}@`;
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    host = auth + (this.hostname.includes(':') && !/^\[.*\]$/.test(this.hostname) ? `[${this.hostname}]` : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  let query = '';
  if (this.query !== null && typeof this.query === 'object') query = querystring.stringify(this.query);
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  pathname = pathname.replace(/[?#]/g, (c) => (c === '?' ? '%3F' : '%23'));
  if (this.slashes || slashed.includes(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (/^file:?$/.test(protocol)) {
      host = '//';
    }
  }
  search = search.replace(/#/g, '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') {
    urlObject = urlParse(urlObject);
  } else if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  } else if (urlObject instanceof URL) {
    if (options) validateObject(options, 'options');
    const { fragment = true, unicode = false, search = true, auth = true } = options || {};
    let parts = partsOf.get(urlObject);
    if (unicode && parts.host) parts = { ...parts, host: domainToUnicode(parts.host) };
    return serialize(parts, { fragment, search, auth });
  }
  return Reflect.apply(Url.prototype.format, urlObject, []);
}

Url.prototype.resolve = function resolve(relative) { return this.resolveObject(urlParse(relative, false, true)).format(); };

// Of mailto:local@domain and the like all that is left of the @ went with the
// host.
function takeAuthOfHost(url) {
  if (!url.host || url.host.indexOf('@') <= 0) return;
  const [auth, host] = url.host.split('@');
  url.auth = auth;
  url.host = url.hostname = host;
}

Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') relative = urlParse(relative, false, true);
  const result = Object.assign(new Url(), this);
  result.hash = relative.hash;
  if (relative.href === '') {
    result.href = result.format();
    return result;
  }
  if (relative.slashes && !relative.protocol) {
    for (const key of Object.keys(relative)) if (key !== 'protocol') result[key] = relative[key];
    if (slashed.includes(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    result.href = result.format();
    return result;
  }
  if (relative.protocol && relative.protocol !== result.protocol) {
    if (!slashed.includes(relative.protocol)) {
      Object.assign(result, relative);
      result.href = result.format();
      return result;
    }
    result.protocol = relative.protocol;
    if (!relative.host && !/^file:?$/.test(relative.protocol) && !hostless.includes(relative.protocol)) {
      const path = (relative.pathname || '').split('/');
      while (path.length && !(relative.host = path.shift()));
      relative.host ||= '';
      relative.hostname ||= '';
      if (path[0] !== '') path.unshift('');
      if (path.length < 2) path.unshift('');
      result.pathname = path.join('/');
    } else {
      result.pathname = relative.pathname;
    }
    result.search = relative.search;
    result.query = relative.query;
    result.host = relative.host || '';
    result.auth = relative.auth;
    result.hostname = relative.hostname || relative.host;
    result.port = relative.port;
    if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
    result.slashes ||= relative.slashes;
    result.href = result.format();
    return result;
  }
  const sourceAbsolute = result.pathname && result.pathname[0] === '/';
  const relativeAbsolute = relative.host || (relative.pathname && relative.pathname[0] === '/');
  let mustEndAbsolute = relativeAbsolute || sourceAbsolute || (result.host && relative.pathname);
  const removeAllDots = mustEndAbsolute;
  let path = (result.pathname && result.pathname.split('/')) || [];
  const relativePath = (relative.pathname && relative.pathname.split('/')) || [];
  const noLeadingSlashes = result.protocol && !slashed.includes(result.protocol);
  if (noLeadingSlashes) {
    result.hostname = '';
    result.port = null;
    if (result.host) {
      if (path[0] === '') path[0] = result.host;
      else path.unshift(result.host);
    }
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      if (relative.host) {
        if (relativePath[0] === '') relativePath[0] = relative.host;
        else relativePath.unshift(relative.host);
      }
      relative.host = null;
    }
    mustEndAbsolute &&= relativePath[0] === '' || path[0] === '';
  }
  if (relativeAbsolute) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    path = relativePath;
  } else if (relativePath.length) {
    path.pop();
    path = path.concat(relativePath);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (noLeadingSlashes) {
      result.hostname = result.host = path.shift();
      takeAuthOfHost(result);
    }
    result.search = relative.search;
    result.query = relative.query;
    if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
    result.href = result.format();
    return result;
  }
  if (!path.length) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return result;
  }
  let last = path[path.length - 1];
  const trailing = ((result.host || relative.host || path.length > 1) && (last === '.' || last === '..')) || last === '';
  let up = 0;
  for (let i = path.length - 1; i >= 0; i--) {
    last = path[i];
    if (last === '.') {
      path.splice(i, 1);
    } else if (last === '..') {
      path.splice(i, 1);
      up++;
    } else if (up) {
      path.splice(i, 1);
      up--;
    }
  }
  if (!mustEndAbsolute && !removeAllDots) while (up-- > 0) path.unshift('..');
  if (mustEndAbsolute && path[0] !== '' && (!path[0] || path[0][0] !== '/')) path.unshift('');
  if (trailing && !path.join('/').endsWith('/')) path.push('');
  const absolute = path[0] === '' || (path[0] && path[0][0] === '/');
  if (noLeadingSlashes) {
    result.hostname = result.host = absolute ? '' : path.length ? path.shift() : '';
    takeAuthOfHost(result);
  }
  mustEndAbsolute ||= result.host && path.length;
  if (mustEndAbsolute && !absolute) path.unshift('');
  if (!path.length) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = path.join('/');
  }
  if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
};

Url.prototype.parseHost = function parseHost() {
  let { host } = this;
  const port = /:[0-9]*$/.exec(host);
  if (port) {
    if (port[0] !== ':') this.port = port[0].slice(1);
    host = host.slice(0, host.length - port[0].length);
  }
  if (host) this.hostname = host;
};

module.exports = {
  Url, parse: urlParse,
  resolve: function urlResolve(source, relative) { return urlParse(source, false, true).resolve(relative); },
  resolveObject: function urlResolveObject(source, relative) { return source ? urlParse(source, false, true).resolveObject(relative) : relative; },
  format: urlFormat, URL, URLSearchParams, domainToASCII, domainToUnicode, pathToFileURL, fileURLToPath, urlToHttpOptions,
};
