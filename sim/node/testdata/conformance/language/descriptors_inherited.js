// What all objects inherit can have the names of the parts of a descriptor, and what
// iterators inherit from can go on otherwise: Node's own library goes by neither.
const { EventEmitter } = require('node:events');
const util = require('node:util');
const path = require('node:path');
const lines = [];
const show = function show() { lines.push(util.format.apply(null, arguments)); };

console.log('loaded', new Map([[1, [2]]]), new Set(['a']));
Promise.reject(new Error('seen')).catch(() => {});

function uses(name) {
  const emitter = new EventEmitter();
  emitter.once('x', (...all) => show(name, 'event', all));
  emitter.emit('x', 1, { two: 2 });
  show(name, { a: 1, get b() { return 1; }, [Symbol('s')]: [1, , 3] }, class A {}, function f() {}, /x/g);
  show('%s %d %j %o', name, 5, { q: 1 }, [1]);
  show(name, path.join('a', '..', 'b'), util.inspect({ a: { b: { c: {} } } }, { depth: 0 }));
  show(name, util.types.isPromise(Promise.resolve(1)), structuredClone({ list: [1, { two: 2 }] }));
  show(name, Buffer.from('abc'), new URL('http://a.b/c?d=1').searchParams.get('d'));
  show(name, util.isDeepStrictEqual({ a: [1] }, { a: [1] }), new WeakRef({}) instanceof WeakRef);
}

const inherited = [['value', 5], ['get', () => 1], ['set', 7], ['get', undefined], ['writable', false], ['enumerable', true], ['enumerable', false],
  ['configurable', false], ['configurable', true]];
for (let i = 0; i < inherited.length; i++) {
  const [part, value] = inherited[i];
  Object.prototype[part] = value;
  try {
    if (part === 'enumerable' || part === 'configurable') uses(part);
    show(part, [1, { two: 2 }], new Error('told').message, Object.getOwnPropertyDescriptor({ a: 1 }, 'a'));
    Object.defineProperty({}, 'a', { value: 1, get: undefined });
  } catch (error) { show(part, error.name, error.message); }
  delete Object.prototype[part];
}
for (let i = 0; i < lines.length; i++) console.log(lines[i]);
lines.length = 0;

// The same for iterators, each with what it goes through.
const arrays = Object.getPrototypeOf([][Symbol.iterator]());
const texts = Reflect.getPrototypeOf(''[Symbol.iterator]());
const both = [[arrays, [1, 2]], [texts, 'ab']];
for (let i = 0; i < both.length; i++) {
  const prototype = both[i][0];
  const given = both[i][1];
  const own = prototype.next;
  const values = [null, undefined, 5, function next() { return { done: true }; }, function next() { return 5; }];
  for (let at = 0; at < values.length; at++) {
    prototype.next = values[at];
    show(typeof prototype.next, [1, { two: 2 }], util.inspect({ a: [1] }), 'text', util.format('%s', 1));
    try { for (const one of given) show('one', one); show('no more'); } catch (error) { show(error.name, error.message); }
    try { const first = [...given]; show(first); } catch (error) { show(error.name, error.message); }
    prototype.next = own;
  }
}
for (let i = 0; i < lines.length; i++) console.log(lines[i]);

arrays.next = null;
setTimeout((a, b) => { console.log('timer', a, b, [a]); }, 1, 'a', 'b');
process.nextTick((a, b) => console.log('tick', a, b), 1, 2);
Promise.resolve(3).then((value) => console.log('then', value, [value]));
(async () => {
  await null;
  console.log('awaited');
  try { await Promise.all([1]); } catch (error) { console.log(error.name); }
})();
process.on('exit', (code) => console.log('exit', code));
