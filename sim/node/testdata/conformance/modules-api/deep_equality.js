'use strict';
// What assert takes for alike, loosely and strictly, of every kind of value.

const assert = require('assert');
const crypto = require('crypto');

function compare(name, a, b) {
  const alike = ['deepEqual', 'deepStrictEqual'].map((method) => {
    try {
      assert[method](a, b);
      return 'alike';
    } catch (error) {
      return error.message.split('\n')[0];
    }
  });
  console.log(name.padEnd(22), ...alike);
}

// Keys and members by ==: each is used once.
compare('Map by number', new Map([[3, 0], ['3', 0]]), new Map([[3, 0], [4, 0]]));
compare('Map by null', new Map([[null, 1]]), new Map([[undefined, 1]]));
compare('Map by objects', new Map([[{ a: 1 }, 1], [{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2], [{ a: 1 }, 1]]));
compare('Set of numbers', new Set([3, '3']), new Set([3, 4]));
compare('Set of texts', new Set([1, 2]), new Set(['1', '2']));
compare('Set of NaN', new Set([NaN, 'a']), new Set([NaN, 'b']));
compare('Set of null', new Set([null, 1]), new Set([undefined, 1]));
compare('Set of objects', new Set([{ a: 1 }, { b: 2 }]), new Set([{ b: 2 }, { a: 1 }]));

// Objects that hide what they are.
compare('URL', new URL('http://a/'), new URL('http://b/'));
compare('URL, the same', new URL('http://a/'), new URL('http://a/'));
const key = (text) => crypto.createSecretKey(Buffer.from(text));
compare('KeyObject', key('one'), key('two'));
compare('KeyObject, the same', key('one'), key('one'));

// Errors are their name, message, cause and errors.
compare('cause', new Error('m', { cause: 1 }), new Error('m'));
compare('cause undefined', new Error('m', { cause: undefined }), new Error('m'));
compare('listed message', Object.defineProperty(new Error('m'), 'message', { enumerable: true }), new Error('m'));
compare('errors', new AggregateError([1], 'm'), new AggregateError([2], 'm'));
compare('like an Error', new Error('m'), { message: 'm' });

// Cycles.
const short = {};
short.next = short;
const long = { next: {} };
long.next.next = long;
compare('cycles', short, long);
const one = { inner: new Set() };
one.inner.add(one);
const other = { inner: new Set() };
other.inner.add(other);
compare('cycle by a Set', one, other);

// What is said of them.
for (const values of [[new URL('http://a/x'), new URL('http://b/x')], [new Set([1]), new Set([2])], [short, { next: 1 }]]) {
  try {
    assert.deepStrictEqual(...values);
  } catch (error) {
    console.log(error.message);
  }
}
