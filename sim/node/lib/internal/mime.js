'use strict';

// util.MIMEType and util.MIMEParams: kinds of content such as
// text/html;charset=utf-8. (WHATWG MIME Sniffing, section 4)

const { ERR_INVALID_MIME_SYNTAX } = require('internal/errors').codes;

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notQuoted = /[^\t\u0020-~\u0080-\u00FF]/;
const space = '[\\t\\n\\r ]';
const leading = new RegExp(`^${space}+`);
const trailing = new RegExp(`${space}+$`);

/** Says what is wrong with a name: nothing at all, or a character at a place. */
function checkToken(text, what) {
  const at = text.search(notToken);
  if (text.length === 0 || at !== -1) throw new ERR_INVALID_MIME_SYNTAX(what, text, at);
  return text;
}

function parseEssence(text) {
  const slash = text.indexOf('/');
  const type = (slash < 0 ? text : text.slice(0, slash)).replace(leading, '');
  if (type === '' || slash < 0 || notToken.test(type)) throw new ERR_INVALID_MIME_SYNTAX('type', text, type.search(notToken));
  const semicolon = text.indexOf(';', slash);
  const subtype = text.slice(slash + 1, semicolon < 0 ? text.length : semicolon).replace(trailing, '');
  if (subtype === '' || notToken.test(subtype)) throw new ERR_INVALID_MIME_SYNTAX('subtype', text, subtype.search(notToken));
  return [type.toLowerCase(), subtype.toLowerCase(), semicolon < 0 ? '' : text.slice(semicolon + 1)];
}

// Reads "..." from the place of its first quote on.
function readQuoted(text, at) {
  let value = '';
  for (at++; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  return [value, at + 1];
}

/** Parameters; what is no parameter is passed over, and the first of a name counts. */
function parseParameters(map, text) {
  let at = 0;
  while (at < text.length) {
    while (at < text.length && /[\t\n\r ]/.test(text[at])) at++;
    const start = at;
    while (at < text.length && text[at] !== ';' && text[at] !== '=') at++;
    const name = text.slice(start, at).toLowerCase();
    if (at >= text.length || text[at] === ';') {
      at++;
      continue;
    }
    at++;
    let value;
    const quoted = text[at] === '"';
    if (quoted) [value, at] = readQuoted(text, at);
    const next = text.indexOf(';', at);
    const end = next < 0 ? text.length : next;
    if (!quoted) value = text.slice(at, end).replace(trailing, '');
    at = end + 1;
    if (name !== '' && !notToken.test(name) && (quoted || value !== '') && !notQuoted.test(value) && !map.has(name)) map.set(name, value);
  }
}

const encode = (value) => {
  if (value.length === 0) return '""';
  return notToken.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
};

let fill;

class MIMEParams {
  #map = new Map();

  static { fill = (params, text) => parseParameters(params.#map, text); }

  delete(name) { this.#map.delete(name); }

  get(name) {
    const value = this.#map.get(name);
    return value === undefined ? null : value;
  }

  has(name) { return this.#map.has(name); }

  set(name, value) {
    name = checkToken(`${name}`, 'parameter name');
    value = `${value}`;
    const at = value.search(notQuoted);
    if (at !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', value, at);
    this.#map.set(name, value);
  }

  *entries() { yield* this.#map.entries(); }
  *keys() { yield* this.#map.keys(); }
  *values() { yield* this.#map.values(); }

  toString() { return [...this.#map].map(([name, value]) => `${name}=${encode(value)}`).join(';'); }
}

function plain(prototype, name, value) {
  Object.defineProperty(prototype, name, { value, writable: true, enumerable: false, configurable: true });
}
plain(MIMEParams.prototype, Symbol.iterator, MIMEParams.prototype.entries);
plain(MIMEParams.prototype, 'toJSON', MIMEParams.prototype.toString);

class MIMEType {
  #type;
  #subtype;
  #params = new MIMEParams();

  constructor(string) {
    const [type, subtype, rest] = parseEssence(`${string}`);
    this.#type = type;
    this.#subtype = subtype;
    fill(this.#params, rest);
  }

  get type() { return this.#type; }
  set type(value) { this.#type = checkToken(`${value}`, 'type').toLowerCase(); }

  get subtype() { return this.#subtype; }
  set subtype(value) { this.#subtype = checkToken(`${value}`, 'subtype').toLowerCase(); }

  get essence() { return `${this.#type}/${this.#subtype}`; }

  get params() { return this.#params; }

  toString() {
    const params = this.#params.toString();
    return `${this.essence}${params ? `;${params}` : ''}`;
  }
}
plain(MIMEType.prototype, 'toJSON', MIMEType.prototype.toString);

module.exports = { MIMEParams, MIMEType };
