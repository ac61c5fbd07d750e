// generators
function* g() { try { const x = yield 1; console.log('got', x); yield 2; } catch (e) { console.log('caught', e); yield 'c'; } finally { console.log('fin'); yield 'f'; } return 'r'; }
let i = g(); console.log(i.next('ignored'), i.next('a'), i.return('ret'), i.next(), i.next());
i = g(); console.log(i.next(), i.throw('boom'), i.next(), i.next(), i.next());
i = g(); console.log(i.return(5), i.next());
i = g(); try { i.throw(new Error('x')); } catch (e) { console.log(e.message, i.next()); }
function* inner() { try { yield 'i1'; yield 'i2'; } finally { console.log('inner fin'); } return 'iret'; }
function* outer() { const r = yield* inner(); console.log('r', r); yield* [1, 2]; yield* 'ab'; return yield* (function* () { return 9; })(); }
console.log([...outer()]);
i = outer(); i.next(); console.log(i.return('early'), i.next());
i = outer(); i.next(); try { i.throw(new TypeError('t')); } catch (e) { console.log(e.name); }
const weird = { [Symbol.iterator]() { return { next(v) { console.log('n', v); return { value: v, done: v === 'stop' }; }, return(v) { console.log('R', v); return { value: v, done: true }; }, throw(e) { console.log('T', e); return { value: 'after', done: false }; } }; } };
function* d() { return yield* weird; }
i = d(); console.log(i.next('0'), i.next('1'), i.throw('E'), i.next('stop'));
i = d(); i.next(); console.log(i.return('Q'));
const noThrow = { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { console.log('closed'); return {}; } }; } };
i = (function* () { yield* noThrow; })(); i.next(); try { i.throw(1); } catch (e) { console.log(e.message); }
console.log(Object.prototype.toString.call(i), String(g.prototype), g.prototype.constructor === undefined, Object.getPrototypeOf(g).prototype === Object.getPrototypeOf(g.prototype));
console.log(typeof g.prototype, Object.getOwnPropertyNames(g), g.hasOwnProperty('caller'));
for (const x of (function* () { try { yield 1; yield 2; } finally { console.log('closed loop'); } })()) { console.log(x); break; }
const [p, q] = (function* () { try { yield 1; yield 2; yield 3; } finally { console.log('destr closed'); } })(); console.log(p, q);
lab: for (const a of [1, 2]) for (const b of (function* () { try { yield 1; yield 2; } finally { console.log('fin', a); } })()) { if (b === 2) continue lab; if (a === 2) break lab; console.log(a, b); }
function* spread() { yield* arguments; } console.log([...spread(1, 2, 3)]);
class It { *[Symbol.iterator]() { yield* this.xs; } constructor(...xs) { this.xs = xs; } static *of(...a) { yield* a; } } console.log([...new It(1, 2)], Math.max(...It.of(3, 4)), Array.from(new It(5, 6), x => x * 2));
console.log([...(function* () { yield; yield undefined; })()]);
var gen = (function* () { var r = yield (yield 1) + (yield 2); return r; })(); console.log(gen.next(), gen.next(10), gen.next(20), gen.next('end'));
try { (function* () { gen2.next(); })().next(); } catch (e) { console.log(e.message); }
