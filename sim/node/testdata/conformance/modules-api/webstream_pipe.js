// pipeTo and pipeThrough: ends, errors and signals go from one to the other.
(async () => {
  const log = [];
  const rs = ReadableStream.from([1, 2, 3]);
  const ws = new WritableStream({
    write(c) {
      log.push(c);
    },
    close() {
      log.push('close');
    },
  });
  await rs.pipeTo(ws);
  console.log(log, rs, ws);
  const r2 = ReadableStream.from(['a', 'b']).pipeThrough(
    new TransformStream({
      transform(c, k) {
        k.enqueue(c + c);
      },
    }),
  );
  for await (const x of r2) console.log(x);
  const ac = new AbortController();
  const never = new ReadableStream({
    cancel(r) {
      console.log('cancelled', r.name, r.message);
    },
  });
  const p = never.pipeTo(
    new WritableStream({
      abort(r) {
        console.log('abort', r.name);
      },
    }),
    { signal: ac.signal },
  );
  ac.abort();
  try {
    await p;
  } catch (e) {
    console.log(e.name, e.message);
  }
  const bad = new ReadableStream({
    start(c) {
      c.error(new Error('src'));
    },
  });
  try {
    await bad.pipeTo(
      new WritableStream({
        abort(r) {
          console.log('ab', r.message);
        },
      }),
    );
  } catch (e) {
    console.log(e.message);
  }
  const badw = new WritableStream({
    write() {
      throw new Error('dst');
    },
  });
  const src = new ReadableStream({
    pull(c) {
      c.enqueue(1);
    },
    cancel(r) {
      console.log('cancel src', r.message);
    },
  });
  try {
    await src.pipeTo(badw);
  } catch (e) {
    console.log(e.message);
  }
  const w9 = new WritableStream({
    close() {
      console.log('never');
    },
  });
  await ReadableStream.from([1]).pipeTo(w9, { preventClose: true });
  console.log(w9.locked, w9);
  const l = new ReadableStream();
  l.getReader();
  try {
    await l.pipeTo(new WritableStream());
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    l.pipeThrough({});
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    await l.pipeTo({});
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    l.tee();
  } catch (e) {
    console.log(e.code, e.message);
  }
})();
