(async function () {
  const args = arguments;
  const it = () => (async function* () { yield { a: 1, b: [2, 3] }; yield { a: 4, b: [5] }; })();
  for await (const { a, b: [c, d = 'none'] } of it()) console.log(a, c, d);
  let x, o = {};
  for await (x of [1, Promise.resolve(2)]) ; console.log(x);
  for await (o.p of [7]) ; console.log(o);
  for await (var v of ['var']) ; console.log(v);
  for await ([x] of [[9]]) console.log(x);
  const fs = []; for await (let i of [1, 2, 3]) fs.push(() => i++); console.log(fs.map((f) => f()), fs.map((f) => f()));
  outer: for await (const i of [1, 2, 3]) { for await (const j of [1, 2]) { if (j === 2) continue outer; if (i === 3) break outer; console.log(i, j); } }
  const r = await (async () => { for await (const i of [1, 2]) return (() => this === undefined ? 'no this' : i)(); })(); console.log(r);
  console.log(args.length, await (async (...rest) => { for await (const i of rest) if (i > 1) return i; })(1, 2, 3));
  for (const bad of [5, null, undefined, {}, { [Symbol.asyncIterator]: 5 }, { [Symbol.asyncIterator]() { return 5; } }, { [Symbol.asyncIterator]() { return { next: () => 5 }; } }]) { try { for await (const q of bad) ; } catch (e) { console.log(e.name); } }
  try { for await (const q of { [Symbol.asyncIterator]() { return { next: async () => ({ done: false }), return: async () => { throw new Error('from return'); } }; } }) break; } catch (e) { console.log(e.message); }
  try { for await (const q of { [Symbol.asyncIterator]() { return { next: async () => ({ done: false }), return: async () => { throw new Error('from return'); } }; } }) throw new Error('from body'); } catch (e) { console.log(e.message); }
  switch (1) { case 1: for await (const s of ['in switch']) console.log(s); }
  if (true) for await (const s of ['in if']) console.log(s);
  const obj = { async *gen(n) { for (let i = 0; i < n; i++) yield i; }, async method() { const out = []; for await (const i of this.gen(3)) out.push(i); return out; }, async async() { return 'async async'; }, async await() { return 1; } };
  console.log(await obj.method(), await obj.async(), await obj.await());
})('p');
