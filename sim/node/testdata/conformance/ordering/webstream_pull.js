// When a ReadableStream asks its source for more, and iterating over it.
(async () => {
  let n = 0;
  const rs = new ReadableStream(
    {
      pull(c) {
        console.log('pull', n, c.desiredSize);
        c.enqueue(n++);
        if (n > 5) c.close();
      },
      cancel(r) {
        console.log('cancel', r);
      },
    },
    { highWaterMark: 2 },
  );
  await null;
  console.log('tick');
  for await (const x of rs) {
    console.log('got', x);
    if (x == 3) break;
  }
  console.log(rs);
  const rs2 = ReadableStream.from(['x', 'y']);
  for await (const v of rs2.values({ preventCancel: true })) {
    console.log(v);
    break;
  }
  console.log(rs2.locked);
  for await (const v of rs2) console.log(v);
  const rs3 = ReadableStream.from(
    (async function* () {
      yield 1;
      yield 2;
      throw new Error('E');
    })(),
  );
  try {
    for await (const v of rs3) console.log(v);
  } catch (e) {
    console.log(e.message);
  }
})();
