// pipeline, finished and addAbortSignal of stream take streams of the web too.
const { pipeline, finished, compose, addAbortSignal, Readable, Writable } = require('stream');
const sp = require('stream/promises');
(async () => {
  const out = [];
  await sp.pipeline(
    ReadableStream.from(['a', 'b']),
    new TransformStream({
      transform(c, k) {
        k.enqueue(c.toUpperCase());
      },
    }),
    new WritableStream({
      write(c) {
        out.push(c);
      },
    }),
  );
  console.log(out);
  await sp.pipeline(
    ReadableStream.from(['q']),
    async function* (s) {
      for await (const c of s) yield c + c;
    },
    new Writable({
      objectMode: true,
      write(c, e, cb) {
        console.log('w', c);
        cb();
      },
    }),
  );
  await sp.pipeline(
    Readable.from(['1', '2']),
    new WritableStream({
      write(c) {
        console.log('ws', c);
      },
      close() {
        console.log('closed');
      },
    }),
  );
  const rs = new ReadableStream({
    start(c) {
      c.enqueue(1);
      c.close();
    },
  });
  finished(rs, (e) => console.log('fin', e));
  for await (const x of rs) console.log(x);
  const ws = new WritableStream();
  finished(ws, (e) => console.log('fin ws', e));
  await ws.close();
  const ac = new AbortController();
  const r2 = new ReadableStream({
    start(c) {
      c.enqueue('z');
    },
  });
  addAbortSignal(ac.signal, r2);
  const rd = r2.getReader();
  console.log(await rd.read());
  ac.abort();
  try {
    await rd.read();
  } catch (e) {
    console.log(e.name, e.code);
  }
  try {
    await sp.pipeline(
      ReadableStream.from(['a']),
      new WritableStream({
        write() {
          throw new Error('wbad');
        },
      }),
    );
  } catch (e) {
    console.log(e.message);
  }
})();
