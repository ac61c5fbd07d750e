'use strict';
// Copies of typed arrays that begin inside their buffer, what errors call them, and
// lengths that are asked of objects.

const { inspect } = require('util');
const bytes = new Uint8Array(new ArrayBuffer(8), 2, 3);
bytes.set([3, 1, 2]);
const floats = new Float64Array(new ArrayBuffer(32), 8, 2);
floats.set([2.5, -1]);
const views = [Buffer.from('buf'), bytes, floats, new BigInt64Array([2n, 1n])];
for (const view of views) {
  const other = typeof view[0] === 'bigint' ? 7n : 7;
  console.log(view.toReversed(), view.toSorted(), view.with(0, other), view.with(-1, other), view.slice(1), view);
}

const told = (f) => {
  try {
    return inspect(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
for (const view of [views[0], floats, new Uint8ClampedArray(1), new (class Mine extends Int16Array {})(2)]) {
  console.log(told(() => [1].map(view)), told(() => new Map().get.call(view)), told(() => Reflect.construct(view)), told(() => Symbol.keyFor(view)), told(() => new Set().add.call(view, 1)));
}

const asked = (name, value) => ({ valueOf() { console.log('asks', name); return value; } });
console.log(told(() => 'ab'.repeat(asked('count', 3))), told(() => String.prototype.repeat.call({ toString() { console.log('asks text'); return 'q'; } }, asked('count', '2'))));
console.log(told(() => 'x'.padStart(asked('length', 4), { toString() { console.log('asks filling'); return 'ab'; } })));
console.log(told(() => [1, [2, 3]].join({ toString() { console.log('asks separator'); return '--'; } })));
console.log(told(() => new ArrayBuffer(asked('size', 3))), told(() => 'x'.repeat(Object(2n))), told(() => 'x'.repeat({ [Symbol.toPrimitive]: (hint) => hint.length })));
for (const large of [[1e10], new Number(2e9), asked('large', 1e9)]) {
  console.log(told(() => 'abc'.repeat(large)), told(() => 'x'.padEnd(large)), told(() => new ArrayBuffer([1e12])));
}
console.log(told(() => Array(1e6).join({ toString: () => 'x'.repeat(1e6) })));
console.log(String.prototype, Number.prototype, Boolean.prototype, Object.getPrototypeOf('text'), [Object(1n), new String('s')]);

// A private name before in, with more behind it, and variables named as what is caught.
class Marked {
  #mark = 1;
  static is(value) {
    return value !== null && typeof value === 'object' && #mark in value && value.#mark === 1;
  }
  static neither(a, b) {
    return !(#mark in a) && !(#mark in b) ? 'neither' : #mark in a || #mark in b ? 'one' : '';
  }
}
console.log(Marked.is(new Marked()), Marked.is({}), Marked.is(null), Marked.neither({}, {}), Marked.neither({}, new Marked()));
function caught() {
  try {
    throw new Error('thrown');
  } catch (e) {
    var e = e.message, seen = () => e;
    for (let i = 0; i < 2; i++) var e = `${e}!`;
    console.log(e, seen(), seen.name);
  }
  return typeof e;
}
console.log(caught());
