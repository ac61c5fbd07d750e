// TransformStream: start, transform, flush, errors and terminate.
(async () => {
  const ts = new TransformStream({
    start(c) {
      console.log('start', c.desiredSize);
    },
    transform(ch, c) {
      console.log('t', ch);
      c.enqueue(ch.toUpperCase());
    },
    flush(c) {
      console.log('flush');
      c.enqueue('!');
    },
  });
  console.log(ts);
  const w = ts.writable.getWriter();
  w.write('a').then(() => console.log('wrote a'));
  w.write('b').then(() => console.log('wrote b'));
  w.close().then(() => console.log('closed'));
  for await (const x of ts.readable) console.log('r', x);
  const t2 = new TransformStream();
  const r = t2.readable.getReader();
  const w2 = t2.writable.getWriter();
  w2.write(5);
  console.log(await r.read());
  w2.abort(new Error('no')).then(() => console.log('aborted'));
  try {
    await r.read();
  } catch (e) {
    console.log(e.message);
  }
  const t3 = new TransformStream({
    transform() {
      throw new Error('bad');
    },
  });
  const w3 = t3.writable.getWriter();
  w3.write(1).catch((e) => console.log('w3', e.message));
  t3.readable
    .getReader()
    .read()
    .catch((e) => console.log('r3', e.message));
  w3.closed.catch((e) => console.log('c3', e.message));
  const t4 = new TransformStream({
    transform(c, k) {
      k.terminate();
    },
  });
  const w4 = t4.writable.getWriter();
  w4.write(1).then(
    () => console.log('ok4'),
    (e) => console.log('w4', e.message),
  );
  console.log(await t4.readable.getReader().read());
  w4.closed.catch((e) => console.log('c4', e.name, e.message));
})();
