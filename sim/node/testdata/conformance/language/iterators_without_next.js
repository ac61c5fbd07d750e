// What is taken apart must be something whose iterator has a next: in every place.
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message); } };
const no = { [Symbol.iterator]() { return {}; } };
const bad = (next) => ({ [Symbol.iterator]() { return { next }; } });
t(() => (([a]) => a)(no)); t(() => (function([a], ...[b]) { return [a, b]; })(bad(null), 1)); t(() => (({ list: [a] }) => a)({ list: bad(5) }));
t(() => { const { a: [b] } = { a: bad('text') }; return b; }); t(() => { let b; ({ a: [b] } = { a: bad({}) }); return b; });
t(() => { try { throw no; } catch ([a]) { return a; } }); t(() => { for (const [a] of [bad(Symbol('s'))]) return a; }); t(() => { for (const { x: [a] } of [{ x: no }]) return a; });
t(() => (([]) => 'none taken')(no)); t(() => (([a] = no) => a)()); t(() => (([[a]]) => a)([no])); t(() => (([a, ...b]) => b)(bad(true)));
t(() => { class A { constructor([a]) { this.a = a; } set x([a]) { this.a = a; } m([a]) { return a; } } const o = new A([1]); o.x = [2]; return [o.a, o.m('x'), new A(no)]; });
t(() => (function*([a]) { yield a; })(no).next()); (async ([a]) => a)(no).catch((e) => console.log('async', e.message));
t(() => (([a, b = a, [c] = [b]]) => [a, b, c])(new Set([1]))); t(() => ((...[a, [b]]) => [a, b])(1, 'xy'));
let gets = 0;
t(() => (([a, b]) => [a, b, gets])({ [Symbol.iterator]() { return { get next() { gets++; return () => ({ value: gets, done: false }); } }; } }));
// What a script puts in place of a builtin may be an accessor.
const prototype = Object.getPrototypeOf([][Symbol.iterator]());
console.log(Object.getOwnPropertyDescriptor(prototype, 'next'));
Object.defineProperty(prototype, 'next', { get() { return undefined; } });
t(() => { const [a] = [1]; return a; }); t(() => { for (const a of [1]) return a; }); t(() => new Map([[1, 2]]));
console.log([1, 2, { a: [1] }]);
Object.defineProperty(Array.prototype, 'map', { get() { return () => 'mine'; }, configurable: true });
console.log([1].map(), typeof Object.getOwnPropertyDescriptor(Array.prototype, 'map').get);
Object.defineProperty(Array.prototype, Symbol.iterator, { get() { return undefined; }, configurable: true });
t(() => { const [a] = [1]; return a; });
delete Array.prototype[Symbol.iterator];
t(() => { const [a] = [1]; return a; });
console.log('abc'.normalize(), 'x'.toLocaleUpperCase());
