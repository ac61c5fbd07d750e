// How what a script puts in place of builtins looks to the script.
Array.prototype.map = function mine(f) { return 'mine'; };
console.log(Object.getOwnPropertyDescriptor(Array.prototype, 'map'), [1].map(x => x));
console.log(Reflect.getOwnPropertyDescriptor(Array.prototype, "map").writable, Object.getOwnPropertyDescriptor(Array.prototype, "filter").value.name);
Array.prototype.last = function () { return this[this.length - 1]; };
console.log([1, 2, 3].last(), 'last' in [], Object.keys([1, 2]), (() => { const k = []; for (const i in [7, 8]) k.push(i); return k; })());
const old = Promise.prototype.then; Promise.prototype.then = function (...a) { console.log('then'); return old.apply(this, a); };
(async () => { await 1; console.log('awaited'); })();
Promise.resolve(1).then(() => console.log('done'));
JSON.parse = (t) => 'parsed ' + t; console.log(JSON.parse('1'), delete JSON.stringify, typeof JSON.stringify);
console.log({ a: [1, { b: new Map([[1, 2]]) }] }, process.memoryUsage().rss > 0);
console.log = ((log) => (...a) => log('[log]', ...a))(console.log); console.log('hi');
Date.now = () => 42; console.log(Date.now(), new Date(0).toISOString());
Math.random = () => 0.5; console.log(Math.random());
