// Streams of Node as streams of the web, and back.
const { Readable, Writable, Duplex, PassThrough } = require('stream');
(async () => {
  const web = Readable.toWeb(Readable.from(['a', 'b']));
  console.log(web);
  for await (const x of web) console.log(x);
  const web2 = Readable.toWeb(Readable.from([Buffer.from('hi')], { objectMode: false }));
  for await (const x of web2) console.log(x);
  const node = Readable.fromWeb(ReadableStream.from(['x', 'y']), { objectMode: true });
  for await (const x of node) console.log(x);
  const node2 = Readable.fromWeb(ReadableStream.from(['x', 'y']), { encoding: 'utf8' });
  node2
    .on('data', (d) => console.log('data', d))
    .on('end', () => console.log('end'))
    .on('close', () => console.log('close'));
  await new Promise((r) => node2.on('close', r));
  const w = Writable.toWeb(
    new Writable({
      write(c, e, cb) {
        console.log('w', String(c));
        cb();
      },
      final(cb) {
        console.log('final');
        cb();
      },
    }),
  );
  const wr = w.getWriter();
  await wr.write('1');
  await wr.write('2');
  await wr.close();
  console.log('closed');
  const nw = Writable.fromWeb(
    new WritableStream({
      write(c) {
        console.log('ws', c);
      },
      close() {
        console.log('ws close');
      },
    }),
  );
  nw.on('finish', () => console.log('finish'));
  nw.write('q');
  nw.end('z');
  await new Promise((r) => nw.on('close', r));
  const { readable, writable } = Duplex.toWeb(new PassThrough());
  const dw = writable.getWriter();
  dw.write(Buffer.from('dd'));
  dw.close();
  for await (const x of readable) console.log(x);
  const dd = Duplex.fromWeb(
    new TransformStream({
      transform(c, k) {
        k.enqueue(String.fromCharCode(...c).toUpperCase());
      },
    }),
    { encoding: 'utf8' },
  );
  dd.end('hello');
  for await (const x of dd) console.log(x);
})();
