const { Readable, Transform, Writable, pipeline, PassThrough, compose } = require('stream');
const { pipeline: p, finished } = require('stream/promises');
const sink = (name) => new Writable({ objectMode: true, write(c, e, cb) { console.log(name, String(c)); cb(); } });
const up = () => new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); } });
(async () => {
  await new Promise((done) => pipeline(Readable.from(['a', 'b']), up(), sink('cb'), (e) => { console.log('done', e); done(); }));
  await p(Readable.from(['c']), async function* (source) { for await (const c of source) yield c + c; }, sink('gen'));
  console.log(await p(Readable.from(['d', 'e']), async (source) => { let s = ''; for await (const c of source) s += c; return s; }));
  await p(async function* () { yield 'f'; yield 'g'; }, up(), sink('src'));
  await p(['h', 'i'], sink('array'));
  const failing = new Transform({ transform(c, e, cb) { cb(new Error('middle')); } });
  const first = Readable.from(['x', 'y']);
  const last = sink('no');
  await p(first, failing, last).catch((e) => console.log('failed', e.message, first.destroyed, failing.destroyed, last.destroyed));
  const gone = new PassThrough();
  setImmediate(() => gone.destroy());
  await p(gone, sink('gone')).catch((e) => console.log(e.code));
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await p(new Readable({ read() {} }), sink('abort'), { signal: controller.signal }).catch((e) => console.log(e.name, e.code));
  const open = sink('open');
  await p(Readable.from(['j']), open, { end: false });
  console.log(open.writableEnded, open.destroyed);
  const r = Readable.from(['k']);
  r.resume();
  await finished(r);
  console.log('finished', r.readableEnded);
  try { pipeline(Readable.from([])); } catch (e) { console.log(e.code, e.message); }
  try { pipeline(Readable.from([]), () => {}); } catch (e) { console.log(e.code, e.message); }
})();
