// A WritableStream holds its writer back; the order of its promises.
(async () => {
  const ws = new WritableStream(
    {
      start(c) {
        console.log('start', c.signal.aborted);
      },
      write(ch, c) {
        console.log('write', ch);
        return new Promise((r) => setTimeout(r, 5));
      },
      close() {
        console.log('close');
      },
      abort(r) {
        console.log('abort', r);
      },
    },
    new CountQueuingStrategy({ highWaterMark: 2 }),
  );
  const w = ws.getWriter();
  console.log(ws, w, w.desiredSize);
  w.ready.then(() => console.log('ready1'));
  const p1 = w.write(1).then(() => console.log('w1'));
  console.log(w.desiredSize);
  const p2 = w.write(2).then(() => console.log('w2'));
  console.log(w.desiredSize, w.ready);
  w.write(3).then(() => console.log('w3'));
  w.ready.then(() => console.log('ready2', w.desiredSize));
  await w.close();
  console.log('closed', await w.closed, ws);
  try {
    await w.write(4);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    await w.close();
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  w.releaseLock();
  try {
    await w.write(4);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    w.desiredSize;
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  console.log(ws.locked);
})();
