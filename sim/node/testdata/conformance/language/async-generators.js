async function* g(a, b = 2) { try { console.log('start', a, b, this && this.x, arguments.length); const r = yield a; console.log('r', r); yield* [b, Promise.resolve(9)]; yield* inner(); return 7; } finally { console.log('fin'); } }
async function* inner() { try { yield 'i1'; await null; yield 'i2'; } finally { console.log('inner fin'); } }
(async () => {
  for await (const v of g.call({x: 5}, 1)) console.log(v);
  outer: for await (const { a = 3, ...r } of [{ a: 1, q: 2 }, Promise.resolve({ z: 2 })]) { console.log(a, JSON.stringify(r)); for (;;) continue outer; }
  const it = g(1); console.log(JSON.stringify(await it.next()), JSON.stringify(await it.next('RR'))); console.log(JSON.stringify(await it.return(4)));
  console.log(Object.prototype.toString.call(it), g.toString().slice(0, 30), g.name, g.length, Object.prototype.toString.call(g));
  class A { async *m() { yield super.toString === Object.prototype.toString; } static async *[Symbol.asyncIterator]() { yield 's'; } async *#p() { yield 'priv'; } async *q() { yield* this.#p(); } }
  for await (const v of new A().m()) console.log(v);
  for await (const v of A) console.log(v);
  for await (const v of new A().q()) console.log(v);
  const o = { async *[Symbol.asyncIterator]() { yield 'o'; }, n: 4 };
  for await (const v of o) console.log(v);
  try { for await (const v of 5) ; } catch (e) { console.log(e.message) }
  for await (const x of g(3)) { if (x === 'i1') break; }
})();
