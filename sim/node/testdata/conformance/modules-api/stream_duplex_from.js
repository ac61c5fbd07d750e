// Duplex.from and compose of every kind of body.
const { Duplex, Readable, Writable, compose, PassThrough, finished } = require('stream');
(async () => {
  const d = Duplex.from({
    readable: Readable.from(['a', 'b']),
    writable: new Writable({
      write(c, e, cb) {
        console.log('w', String(c));
        cb();
      },
    }),
  });
  d.on('data', (x) => console.log('d', String(x)));
  d.write('q');
  d.end();
  await new Promise((r) => d.on('close', r));
  const g = Duplex.from(async function* (src) {
    for await (const c of src) yield String(c).toUpperCase();
  });
  g.end('hello');
  for await (const c of g) console.log(c);
  const p = Duplex.from(Promise.resolve('v'));
  for await (const c of p) console.log(c);
  const f = Duplex.from(async function (src) {
    for await (const c of src) console.log('sink', String(c));
  });
  f.write('1');
  f.end('2');
  f.on('finish', () => console.log('f finish'));
  await new Promise((r) => f.on('close', r));
  const c = compose(
    async function* (s) {
      for await (const x of s) yield String(x) + '1';
    },
    async function* (s) {
      for await (const x of s) yield String(x) + '2';
    },
  );
  c.end('z');
  for await (const x of c) console.log(x);
  for await (const x of Readable.from(['a', 'b']).compose(async function* (s) {
    for await (const x of s) yield x + x;
  }))
    console.log(x);
})();
