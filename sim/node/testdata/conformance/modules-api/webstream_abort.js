// Aborting, erroring and closing a WritableStream.
(async () => {
  const ws = new WritableStream({
    write(c, ctl) {
      ctl.signal.addEventListener('abort', () => console.log('sig', ctl.signal.reason));
      return new Promise((r) => setTimeout(r, 10));
    },
    abort(r) {
      console.log('abort', r);
    },
  });
  const w = ws.getWriter();
  w.write('a').then(
    () => console.log('a ok'),
    (e) => console.log('a', e),
  );
  w.write('b').catch((e) => console.log('b', e));
  await null;
  const p = w.abort('why');
  console.log(ws);
  w.closed.catch((e) => console.log('closed', e));
  w.ready.catch((e) => console.log('ready', e));
  console.log(w.desiredSize);
  await p;
  console.log(ws);
  const es = new WritableStream({
    start(c) {
      c.error(new Error('E1'));
    },
  });
  try {
    await es.getWriter().write(1);
  } catch (e) {
    console.log(e.message);
  }
  const cs = new WritableStream({
    close() {
      throw new Error('close failed');
    },
  });
  try {
    await cs.close();
  } catch (e) {
    console.log(e.message, cs);
  }
  const d = new WritableStream({}, { highWaterMark: 0 });
  const dw = d.getWriter();
  console.log(dw.desiredSize, dw.ready);
  dw.write(1).then(() => console.log('w0'));
  const sz = new WritableStream(
    {},
    {
      size() {
        throw new Error('size');
      },
    },
  );
  try {
    await sz.getWriter().write(1);
  } catch (e) {
    console.log(e.message);
  }
  const sz2 = new WritableStream(
    {},
    {
      size() {
        return -1;
      },
    },
  );
  try {
    await sz2.getWriter().write(1);
  } catch (e) {
    console.log(e.code, e.message);
  }
})();
