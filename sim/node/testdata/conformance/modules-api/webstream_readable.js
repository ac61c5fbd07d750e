// A ReadableStream of chunks, its reader, and what they print.
(async () => {
  const rs = new ReadableStream({
    start(c) {
      console.log('start', c.desiredSize, c);
      c.enqueue('a');
      c.enqueue('b');
      console.log(c.desiredSize);
      c.close();
    },
  });
  console.log(rs, rs.locked);
  const r = rs.getReader();
  console.log(r, rs.locked, r.closed);
  console.log(await r.read(), await r.read(), await r.read(), await r.closed);
  console.log(rs, r);
  r.releaseLock();
  console.log(rs.locked);
  r.closed.catch((e) => console.log(e.name, e.code, e.message));
  try {
    await r.read();
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
})();
