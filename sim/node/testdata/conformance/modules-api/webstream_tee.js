// tee of streams of chunks and of bytes, and cancelling the branches.
(async () => {
  const [a, b] = ReadableStream.from([1, 2, 3]).tee();
  const ra = a.getReader(),
    rb = b.getReader();
  console.log(
    await ra.read(),
    await rb.read(),
    await rb.read(),
    await rb.read(),
    await ra.read(),
    await ra.read(),
    await ra.read(),
    await rb.read(),
  );
  const src = new ReadableStream({
    pull(c) {
      c.enqueue('x');
    },
    cancel(r) {
      console.log('cancel', r);
    },
  });
  const [c, d] = src.tee();
  c.cancel('one');
  const p = d.cancel('two');
  await p;
  console.log('done');
  const e = new ReadableStream({
    type: 'bytes',
    start(c) {
      c.enqueue(new Uint8Array([1, 2, 3]));
      c.close();
    },
  });
  const [f, g] = e.tee();
  for await (const x of f) console.log(x);
  for await (const x of g) console.log(x);
})();
