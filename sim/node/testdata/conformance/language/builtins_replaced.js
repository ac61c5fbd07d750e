// Node's own library takes what it needs of the language before a script can
// put something of its own there.
const originals = { map: Array.prototype.map, call: Function.prototype.call, Promise, stringify: JSON.stringify };
Object.prototype.polluted = 'everywhere';
Array.prototype.map = function map(f) {
  const out = [];
  for (let i = 0; i < this.length; i++) out[i] = f(this[i], i);
  console.log('my map of', this.length);
  return out;
};
Array.prototype.slice = Array.prototype.join = Array.prototype.filter = null;
Array.prototype[Symbol.iterator] = undefined;
delete Function.prototype.bind;
String.prototype.replace = String.prototype.startsWith = () => { throw new Error('replaced'); };
Object.keys = Object.assign = null;
JSON.stringify = () => 'mine';
Map.prototype.get = Set.prototype.has = null;
RegExp.prototype.exec = null;
Object.defineProperty(Array.prototype, 'indexOf', { value: () => 7, configurable: true });
Object.defineProperty(Math, 'max', { value: null });
globalThis.WeakMap = null;
Promise = class Fake {};
Error = TypeError = null;

console.log({ a: [1, 'x', { b: new Map([[1, new Set(['k'])]]) }], date: new Date(0), f() {} }, [1, , 3], class A {});
console.log('%s and %j and %o', 'text', { x: 1 }, [1]);
console.log([1, 2].map((x) => x * 2), [3].indexOf(3), JSON.stringify({}), typeof Array.prototype.slice, 'bind' in console.log, Error);
console.log(require('path').join('/a', '..', 'b'), new URL('http://h/p?q=1').searchParams.toString(), Buffer.from('hi').toString('hex'));
const { EventEmitter } = require('events');
const e = new EventEmitter();
e.on('x', (a, b) => console.log('x', a, b));
e.once('x', (a) => console.log('once', a));
e.emit('x', 1, 2);
try { require('fs').readFileSync('/missing'); } catch (error) { console.log(error.code, error.message); }
setTimeout((...a) => console.log('timer', a.length), 1, 'p', 'q');
process.nextTick((a) => console.log('tick', a), 't');
(async () => { await null; console.log('awaited', (async () => {})() instanceof originals.Promise); })();
const own = [];
own.map = 'of its own';
console.log(own, Object.getOwnPropertyNames(own));
Array.prototype.map = originals.map;
console.log([1, 2].map(String), Array.prototype.map === originals.map);
