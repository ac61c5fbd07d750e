'use strict';

// How the classes of fetch look at their arguments. (WebIDL, as undici words
// what is wrong)

const { codes } = require('internal/errors');

const fail = (prefix, message) => new TypeError(`${prefix}: ${message}`);

function need(count, needed, prefix) {
  if (count < needed) {
    throw fail(prefix, `${needed} argument${needed === 1 ? '' : 's'} required, but${count ? ' only' : ''} ${count} found.`);
  }
}

function illegal() {
  const error = new TypeError('Illegal invocation');
  error.code = 'ERR_INVALID_THIS';
  return error;
}

/** Text of bytes: no letter of more than one. */
function byteString(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a symbol to a ByteString');
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) {
      throw new TypeError('Cannot convert argument to a ByteString because the character at ' +
        `index ${i} has a value of ${text.charCodeAt(i)} which is greater than 255.`);
    }
  }
  return text;
}

const usvString = (value) => `${value}`.toWellFormed();

// Iterators over a list of [key, value] that may change meanwhile.
function iterable(Class, name, listOf) {
  const cursors = new WeakMap();
  const prototype = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
    next: {
      value: function next() {
        const cursor = cursors.get(this);
        if (!cursor) throw new TypeError(`'next' called on an object that does not implement interface ${name} Iterator.`);
        const list = listOf(cursor.target);
        if (cursor.at >= list.length) return { value: undefined, done: true };
        const [key, value] = list[cursor.at++];
        return { value: cursor.kind === 'key' ? key : cursor.kind === 'value' ? value : [key, value], done: false };
      },
      writable: true, enumerable: true, configurable: true,
    },
    [Symbol.toStringTag]: { value: `${name} Iterator`, writable: false, enumerable: false, configurable: true },
  });
  const make = (target, kind) => {
    listOf(target);
    const iterator = Object.create(prototype);
    cursors.set(iterator, { target, kind, at: 0 });
    return iterator;
  };
  const methods = {
    keys() { return make(this, 'key'); },
    values() { return make(this, 'value'); },
    entries() { return make(this, 'both'); },
    forEach(callbackfn, thisArg = undefined) {
      listOf(this);
      need(arguments.length, 1, `${name}.forEach`);
      if (typeof callbackfn !== 'function') {
        throw new TypeError(`Failed to execute 'forEach' on '${name}': parameter 1 is not of type 'Function'.`);
      }
      for (const [key, value] of listOf(this)) Reflect.apply(callbackfn, thisArg, [value, key, this]);
    },
  };
  for (const key of Object.keys(methods)) {
    Object.defineProperty(Class.prototype, key, { value: methods[key], writable: true, enumerable: true, configurable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.iterator, { value: methods.entries, writable: true, enumerable: false, configurable: true });
}

/** Makes members of a class enumerable, and names what it is. */
function expose(Class, name, members) {
  for (const member of members) Object.defineProperty(Class.prototype, member, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
}

module.exports = { byteString, codes, expose, fail, illegal, iterable, need, usvString };
