// Iterating over streams, leaving early, and errors.
const { Readable } = require('stream');
(async () => {
  const r = Readable.from(
    (async function* () {
      yield 1;
      yield 2;
      throw new Error('gen');
    })(),
  );
  try {
    for await (const x of r) console.log(x);
  } catch (e) {
    console.log('caught', e.message, r.destroyed);
  }
  const r2 = Readable.from(['a', 'b', 'c']);
  for await (const x of r2.iterator({ destroyOnReturn: false })) {
    console.log(x);
    break;
  }
  console.log(r2.destroyed);
  for await (const x of r2) console.log(x);
  console.log(r2.destroyed);
  const r3 = Readable.from('hello');
  for await (const c of r3) console.log(c);
  const r4 = Readable.from(Buffer.from('hi'));
  for await (const c of r4) console.log(c);
  try {
    Readable.from(5);
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    Readable.from(null);
  } catch (e) {
    console.log(e.code, e.message);
  }
  const r5 = Readable.from(Promise.resolve ? [Promise.resolve(1), 2] : []);
  for await (const c of r5) console.log(c);
  const r6 = new Readable({ read() {} });
  r6.push('x');
  setTimeout(() => r6.destroy(new Error('dd')), 5);
  try {
    for await (const c of r6) console.log(String(c));
  } catch (e) {
    console.log(e.message);
  }
  const r7 = new Readable({ read() {} });
  r7.push('x');
  setTimeout(() => r7.destroy(), 5);
  try {
    for await (const c of r7) console.log(String(c));
  } catch (e) {
    console.log(e.code, e.message);
  }
})();
