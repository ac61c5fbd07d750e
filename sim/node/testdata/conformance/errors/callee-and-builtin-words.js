// What is called is looked up before its arguments are evaluated; V8's words where
// builtins are given something else than they want; the console and inspect at odd ends.
const util = require('util');
const say = (f) => { try { console.log(f()); } catch (error) { console.log(error.name, error.message); } };
say(() => nope(console.log('not evaluated')));
say(() => nope(...[console.log('not evaluated')]));
say(() => ({}).nope(console.log('evaluated')));
say(() => { late(console.log('not evaluated')); let late = () => 1; });
let missing;
const o = { text: 'x', nothing: null };
say(() => missing(...[1], 2));
say(() => o.text(...[1], 2));
say(() => o.nothing(...[1], ...[2]));
say(() => missing(1, ...[2]));
function twice(x) { return 2 * x; }
say(() => twice(twice(twice(1))));
class A {}
say(() => A.call({}));
say(() => A.apply({}, [1]));
say(() => Reflect.apply(A, null, []));
say(() => Reflect.apply());
say(() => Reflect.apply(null));
say(() => Object.defineProperties(1, {}));
say(() => Reflect.defineProperty(1, 'a', {}));
say(() => Symbol.keyFor({}));
say(() => BigInt(Symbol('x')));
say(() => new TextDecoder('no such', 5));
say(() => new Intl.NumberFormat('xx-invalid-locale-zz'));
say(() => new Intl.NumberFormat('de-Latn-DE-u-nu-latn').format(1.5));
say(() => util.inspect(Object.setPrototypeOf(new Uint8Array([1, 2]), null)));
say(() => new Float64Array(Object.setPrototypeOf(new Uint8Array([1, 2]), null)));
say(() => console.table('text', 1));
console.table((function* () { yield 1; })());
console.table(new Set(['a']).values());
(async () => {
  for (const nothing of [undefined, null]) {
    try { for await (const x of nothing) console.log(x); } catch (error) { console.log(error.message); }
    await Promise.all(nothing).catch((error) => console.log(error.message));
    await Promise.race(nothing).catch((error) => console.log(error.message));
  }
})();
