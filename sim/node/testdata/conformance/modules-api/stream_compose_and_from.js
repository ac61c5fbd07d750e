const { Duplex, Readable, PassThrough, Transform, compose } = require('stream');
(async () => {
  const upper = new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); } });
  const bang = new Transform({ transform(c, e, cb) { cb(null, c + '!'); } });
  const both = compose(upper, bang);
  both.end('hey');
  for await (const c of both) console.log(String(c));
  for await (const c of Duplex.from(async function* (source) { for await (const c of source) yield String(c) + '?'; }).end('what')) console.log(String(c));
  for await (const c of Duplex.from(['a', 'b'])) console.log(c);
  const wrapped = new PassThrough();
  wrapped.end('x');
  for await (const c of Duplex.from({ readable: wrapped })) console.log(String(c));
  const gen = Readable.from((function* () { yield 1; yield Promise.resolve(2); })());
  for await (const x of gen) console.log(x);
  const failing = Readable.from((function* () { yield 1; throw new Error('gen'); })());
  try { for await (const x of failing) console.log(x); } catch (e) { console.log(e.message); }
  let cleaned = false;
  const early = Readable.from((async function* () { try { yield 1; yield 2; } finally { cleaned = true; } })());
  for await (const x of early) { console.log(x); break; }
  await new Promise(setImmediate);
  console.log(cleaned, early.destroyed);
})();
