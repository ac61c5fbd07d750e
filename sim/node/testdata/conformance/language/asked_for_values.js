'use strict';
// What is asked for one value after another: iterators whose next is a builtin, and who
// asks them; how they are closed; what stands behind proxies and getters.

const log = [];
const builtin = (...values) => ({
  [Symbol.iterator]() {
    const i = values.values();
    return { next: i.next.bind(i), return() { log.push('return'); return {}; } };
  },
});
const entries = builtin(['a', 1], ['b', 2], ['a', 3]);
console.log([...builtin(1, 2)], Math.max(...builtin(3, 9, 4)), Array.from(builtin(1, 2), (x, i) => x * i));
console.log(new Set(builtin(1, 2, 1)), new Map(entries), Object.fromEntries(entries), new Uint8Array(builtin(1, 257)), Float32Array.from(builtin(1.5)));
console.log([...function* () { const sent = yield* builtin(1, 2); yield sent; }()]);
const [first, ...rest] = builtin(1, 2, 3);
console.log(first, rest, (([a, ...more], { b: [c, ...others] }) => [a, more, c, others])(builtin(4, 5), { b: builtin(6, 7, 8) }), log);
const [only] = builtin(1, 2);
for (const x of builtin(1, 2)) break;
console.log(only, log.splice(0));

class Several extends Array { *[Symbol.iterator]() { yield 'mine'; } }
const own = [1, 2];
own[Symbol.iterator] = function () { return { next: () => ({ done: true }) }; };
class Chest extends Map { [Symbol.iterator]() { return [['k', 'v']].values(); } }
console.log([...new Several(1, 2)], [...own], new Set(own).size, new Set(new Several(3)), [...new Chest([[1, 2]])], new Map(new Chest()));

// Who closes: what throws while it collects, but not when next throws.
const tries = (name, f) => { try { console.log(name, f()); } catch (e) { console.log(name, e.name, e.message, log.splice(0)); } };
tries('Map', () => new Map(builtin(1)));
tries('WeakSet', () => new WeakSet(builtin({}, 1)));
tries('from', () => Array.from(builtin(1), () => { throw new Error('mapper'); }));
tries('fromEntries', () => Object.fromEntries(builtin(5)));
tries('next throws', () => [...{ [Symbol.iterator]: () => ({ next() { throw new Error('next'); }, return() { log.push('never'); } }) }]);
tries('no object', () => [...{ [Symbol.iterator]: () => ({ next: Number.bind(null, 4) }) }]);
tries('no next', () => [...{ [Symbol.iterator]: () => ({}) }]);
tries('no iterator', () => new Set({ [Symbol.iterator]: () => 5 }));
tries('not iterable', () => [...{}]);
tries('null', () => Math.max(...{ [Symbol.iterator]: null }));

// Each property is asked for once, in order.
const watched = (name, target) => new Proxy(target, { get(t, k) { log.push(`${name}.${String(k)}`); return Reflect.get(t, k); } });
const asked = { [Symbol.iterator]: () => watched('iterator', { n: 0, next() { return watched('result', { done: log.length > 8, value: 1 }); } }) };
console.log([...watched('iterable', asked)], log.splice(0).join());
console.log(Array.from(watched('iterable', asked)), log.splice(0).join());
const gets = { get [Symbol.iterator]() { log.push('get'); return Array.prototype.values.bind([7, 8]); } };
console.log([...gets], new Set(gets).size, Array.from(gets), log.splice(0).join());

(async () => {
  console.log(await Promise.all(builtin(1, Promise.resolve(2))), await Promise.race(builtin(3)), (await Promise.allSettled(builtin(4)))[0].value);
  for await (const x of builtin(Promise.resolve('awaited'))) console.log(x);
})();
