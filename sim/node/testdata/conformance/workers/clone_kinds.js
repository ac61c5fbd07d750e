const { Worker } = require('worker_threads');
const util = require('util');
const w = new Worker('const { parentPort: p } = require("worker_threads"); p.on("message", (m) => { if (m === "end") p.close(); else p.postMessage(m); })', { eval: true });
class A { constructor() { this.x = 1; } get y() { return 2; } }
const cycle = { name: 'c' }; cycle.self = cycle;
const sparse = [1, , 3]; sparse.extra = 'e';
const values = [1, -0, NaN, 'text', '\u{1F600}', true, null, undefined, 12n, new Date(1e12), /a+/gi, new Map([[{ k: 1 }, new Set([1])]]), new A(),
  cycle, sparse, [new Uint8Array([1, 2]), Buffer.from('hi'), new DataView(new ArrayBuffer(2))], new Float64Array([1.5]), new Error('e', { cause: 1 }), new TypeError('t'),
  Object(1), Object('s'), Object(false), Object(5n), { __proto__: null, a: 1 }, [[[[1]]]], new BigInt64Array(1), { get g() { return 7; } },
  new URL('http://a/'), new (class extends Map {})([[1, 2]])];
let i = 0;
const show = (v) => (v instanceof Error ? [v.name, v.message, v.cause] : v);
const next = () => { if (i === values.length) w.postMessage('end'); else w.postMessage(values[i]); };
w.on('message', (m) => { console.log(i++, util.inspect(show(m), { depth: 6 })); next(); });
w.on('exit', () => console.log('exit'));
for (const bad of [() => 1, Symbol('s'), new WeakMap(), Promise.resolve(), { f() {} }, globalThis, new Proxy({}, {})]) {
  try { w.postMessage(bad); console.log('sent'); } catch (e) { console.log(e.name, e.message); }
}
next();
