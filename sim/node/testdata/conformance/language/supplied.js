console.log([1, 2, 3].findLast((x) => x < 3), [3, 1].toSorted().join(), [1, 2].with(0, 5).join(), [1, 2, 3].toSpliced(0, 1).join(), [1, 2].toReversed().join());
console.log(typeof Object.groupBy, typeof Map.groupBy, typeof Array.fromAsync, typeof Promise.withResolvers, typeof Iterator);
console.log('a\ud800'.isWellFormed(), 'ok😀'.isWellFormed(), 'a\ud800b'.toWellFormed().codePointAt(1));
console.log(new WeakRef({ a: 1 }).deref(), String(Symbol.dispose), String(Symbol.asyncDispose), new FinalizationRegistry(() => {}).unregister({}));
try { new WeakRef(5); } catch (e) { console.log(e.name); }
console.log(new Function('a', 'b', 'return a + b')(1, 2), Function('return this')() === globalThis, new Function('a', 'b', 'return a').toString());
console.log((0, eval)('let q = 4; q * 2'), typeof q, (() => { function f() {} return f.constructor === Function && f instanceof Function; })(), (async () => {}).constructor.name, (function* () {}).constructor.name);
const AsyncFunction = (async () => {}).constructor;
new AsyncFunction('x', 'await null; return x * 2')(4).then(console.log);
for (const f of [() => queueMicrotask(5), () => queueMicrotask()]) { try { f(); } catch (e) { console.log(e.name, e.code, e.message); } }
