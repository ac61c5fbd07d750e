// Builtins that call one another without end end in an error that can be
// caught, whether or not a function of the script is called on the way.
const said = (name, f) => {
  try {
    console.log(name, 'gave a', typeof f());
  } catch (e) {
    console.log(name, e.name, e.message);
  }
};
const slot = (key, value, more) => Object.defineProperty({ ...more }, key, { value });

said('toString', () => String(slot('toString', Object.prototype.toLocaleString)));
said('trim', () => String(slot('toString', String.prototype.trim)));
said('message', () => { const e = new Error(); e.message = e; return String(e); });
said('bound getter', () => { const o = {}; Object.defineProperty(o, 'x', { get: Reflect.get.bind(null, o, 'x') }); return o.x; });
said('catch', () => ({ then: Promise.prototype.catch }).then());
said('getter', () => ({ get x() { return this.x; } }).x);
said('setter', () => { ({ set x(v) { this.x = v; } }).x = 1; });
said('valueOf', () => +{ valueOf() { return +this; } });
said('toJSON', () => JSON.stringify({ toJSON() { return JSON.stringify(this); } }));
said('iterator', () => [...{ [Symbol.iterator]() { return [...this]; } }]);
said('sort', function f() { [2, 1].sort(f); });
said('map', function f() { [1].map(f); });
said('replace', function f() { 'a'.replace(/a/, f); });
said('replaceAll', function f() { 'a'.replaceAll('a', f); });
said('reviver', function f() { JSON.parse('[1]', f); });
said('bind', function f() { f.bind()(); });
said('call', function f() { (() => f()).call(); });
said('constructor', () => { class C { constructor() { return new C(); } } return new C(); });
said('forEach of a map', function f() { new Map([[1, 1]]).forEach(f); });
said('trap', function f() { return new Proxy({}, { get: f }).x; });
said('tag', function f() { return f``; });
said('generator', () => { function* g() { yield* g(); } return [...g()]; });

let deep = [];
for (let i = 0; i < 100_000; i++) deep = [deep];
said('deep JSON', () => JSON.stringify(deep));
said('deep text', () => String(deep));
said('deep flat', () => deep.flat(Infinity));
said('deep clone', () => structuredClone(deep));
said('deep serialize', () => require('v8').serialize(deep));
said('deep parse', () => JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)));
let objects = { last: true };
for (let i = 0; i < 100_000; i++) objects = { objects };
said('deep object', () => JSON.stringify(objects));

const nested = (levels, inner) => { for (let i = 0; i < levels; i++) inner = [i, inner]; return inner; };
console.log(JSON.stringify(nested(1000, { a: 1, b: undefined, c: () => 1, d: [undefined] })).length);
console.log(JSON.stringify(JSON.parse(JSON.stringify(nested(1000, { 'a"]': '\\"[{', __proto__x: null }))).slice(0, 1)));
console.log(nested(1000, 'x').flat(Infinity).length, nested(300, 'x').flat(200).length);
console.log(String(nested(500, 'x')).length);
const own = JSON.parse('['.repeat(200) + '{"__proto__":1,"a":[true,false,null,-1.5e3,"\\u00e9"]}' + ']'.repeat(200)).flat(Infinity)[0];
console.log(own, Object.keys(own));
