'use strict';

// Headers. (Fetch, section 5.1)

const { inspect } = require('internal/inspect');
const { byteString, expose, fail, illegal, iterable, need } = require('internal/fetch/webidl');

const isName = (text) => /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(text);
const isValue = (text) => !/[\0\r\n]/.test(text);
const trim = (text) => text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');

// Names by what they are in small letters: [name as written, value]; cookies
// are kept one by one too.
const lists = new WeakMap();

function listOf(headers) {
  const list = lists.get(headers);
  if (!list) throw illegal();
  return list;
}

class HeaderList {
  map = new Map();
  cookies = [];

  append(name, value) {
    const lower = name.toLowerCase();
    const known = this.map.get(lower);
    if (known) known[1] = `${known[1]}${lower === 'cookie' ? '; ' : ', '}${value}`;
    else this.map.set(lower, [name, value]);
    if (lower === 'set-cookie') this.cookies.push(value);
  }

  set(name, value) {
    const lower = name.toLowerCase();
    if (lower === 'set-cookie') this.cookies = [value];
    this.map.set(lower, [name, value]);
  }

  delete(name) {
    const lower = name.toLowerCase();
    if (lower === 'set-cookie') this.cookies = [];
    this.map.delete(lower);
  }

  get(name) {
    const found = this.map.get(name.toLowerCase());
    return found ? found[1] : null;
  }

  /** Sorted by name; each cookie has an entry of its own. */
  sorted() {
    const out = [];
    for (const name of [...this.map.keys()].sort()) {
      if (name === 'set-cookie') for (const cookie of this.cookies) out.push([name, cookie]);
      else out.push([name, this.map.get(name)[1]]);
    }
    return out;
  }
}

// What Node takes for the initial headers.
function fill(list, init) {
  const what = 'Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.';
  if (init === null || (typeof init !== 'object' && typeof init !== 'function')) throw fail('Headers constructor', what);
  const append = (name, value) => {
    name = byteString(name);
    value = trim(byteString(value));
    if (!isName(name)) throw fail('Headers.append', `"${name}" is an invalid header name.`);
    if (!isValue(value)) throw fail('Headers.append', `"${value}" is an invalid header value.`);
    list.append(name, value);
  };
  const other = lists.get(init);
  if (other && init[Symbol.iterator] === Headers.prototype.entries) {
    for (const [name, value] of other.map.values()) list.map.set(name.toLowerCase(), [name, value]);
    list.cookies = [...other.cookies];
    return;
  }
  if (typeof init[Symbol.iterator] === 'function') {
    for (const pair of init) {
      if (pair === null || typeof pair !== 'object' || typeof pair[Symbol.iterator] !== 'function') throw fail('Headers constructor', what);
      const both = [...pair];
      if (both.length !== 2) throw fail('Headers constructor', `expected name/value pair to be length 2, found ${both.length}.`);
      append(both[0], both[1]);
    }
    return;
  }
  for (const key of Reflect.ownKeys(init)) {
    if (Object.prototype.propertyIsEnumerable.call(init, key)) append(key, init[key]);
  }
}

class Headers {
  constructor(init = undefined) {
    lists.set(this, new HeaderList());
    if (init !== undefined) fill(lists.get(this), init);
  }

  append(name, value) {
    const list = listOf(this);
    need(arguments.length, 2, 'Headers.append');
    name = byteString(name);
    value = trim(byteString(value));
    if (!isName(name)) throw fail('Headers.append', `"${name}" is an invalid header name.`);
    if (!isValue(value)) throw fail('Headers.append', `"${value}" is an invalid header value.`);
    list.append(name, value);
  }

  delete(name) {
    const list = listOf(this);
    need(arguments.length, 1, 'Headers.delete');
    name = byteString(name);
    if (!isName(name)) throw fail('Headers.delete', `"${name}" is an invalid header name.`);
    list.delete(name);
  }

  get(name) {
    const list = listOf(this);
    need(arguments.length, 1, 'Headers.get');
    name = byteString(name);
    if (!isName(name)) throw fail('Headers.get', `"${name}" is an invalid header name.`);
    return list.get(name);
  }

  has(name) {
    const list = listOf(this);
    need(arguments.length, 1, 'Headers.has');
    name = byteString(name);
    if (!isName(name)) throw fail('Headers.has', `"${name}" is an invalid header name.`);
    return list.map.has(name.toLowerCase());
  }

  set(name, value) {
    const list = listOf(this);
    need(arguments.length, 2, 'Headers.set');
    name = byteString(name);
    value = trim(byteString(value));
    if (!isName(name)) throw fail('Headers.set', `"${name}" is an invalid header name.`);
    if (!isValue(value)) throw fail('Headers.set', `"${value}" is an invalid header value.`);
    list.set(name, value);
  }

  getSetCookie() { return [...listOf(this).cookies]; }

  [inspect.custom](depth, options) {
    options.depth ??= depth;
    return `Headers ${inspect(Object.fromEntries(listOf(this).map.values()), options)}`;
  }
}
expose(Headers, 'Headers', ['append', 'delete', 'get', 'has', 'set', 'getSetCookie']);
iterable(Headers, 'Headers', (headers) => listOf(headers).sorted());
Object.defineProperty(Headers, 'length', { value: 0, configurable: true });

module.exports = { Headers, isName, isValue, listOf };
