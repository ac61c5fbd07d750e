const { Readable } = require('stream');
(async () => {
  const of = () => Readable.from([1, 2, 3, 4, 5]);
  console.log(await of().map((x) => x * 2).toArray());
  console.log(await of().filter((x) => x % 2).map(async (x) => x + 0.5).toArray());
  console.log(await of().take(2).toArray(), await of().drop(3).toArray());
  console.log(await of().reduce((a, b) => a + b), await of().reduce((a, b) => a + b, 10));
  console.log(await of().some((x) => x > 4), await of().every((x) => x > 4), await of().find((x) => x > 2));
  console.log(await of().flatMap((x) => [x, x]).toArray());
  await of().forEach((x) => console.log('each', x));
  console.log(await of().map((x) => x, { concurrency: 3 }).toArray());
  await of().map((x) => { if (x === 3) throw new Error('three'); return x; }).toArray().catch((e) => console.log(e.message));
  await Readable.from([]).reduce((a, b) => a + b).catch((e) => console.log(e.name, e.code));
  try { of().map(5); } catch (e) { console.log(e.code, e.message); }
  try { of().take(-1); } catch (e) { console.log(e.code, e.message); }
  const r = of();
  for await (const x of r) if (x === 2) break;
  console.log(r.destroyed);
  const keep = of();
  for await (const x of keep.iterator({ destroyOnReturn: false })) { console.log(x); break; }
  console.log(keep.destroyed, keep.read());
  const bad = new Readable({ read() { this.destroy(new Error('broken')); } });
  try { for await (const x of bad) console.log(x); } catch (e) { console.log('caught', e.message); }
  console.log(Readable.from('text').readableObjectMode, await Readable.from('text').toArray());
})();
