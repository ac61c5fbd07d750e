// Streams of bytes: BYOB readers, requests and minimums.
(async () => {
  const rs = new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: 4,
    pull(c) {
      const r = c.byobRequest;
      console.log('pull', r && r.view.byteLength, c.desiredSize);
      if (r) {
        r.view[0] = 7;
        r.view[1] = 8;
        r.respond(2);
      }
    },
  });
  const r = rs.getReader();
  console.log(await r.read());
  r.releaseLock();
  const b = rs.getReader({ mode: 'byob' });
  console.log(await b.read(new Uint8Array(3)));
  console.log(await b.read(new Uint16Array(4)));
  console.log(await b.read(new DataView(new ArrayBuffer(2))));
  const buf = new ArrayBuffer(4);
  const p = b.read(new Uint8Array(buf));
  console.log(buf.byteLength);
  console.log(await p);
  console.log(rs, b);
  try {
    await b.read();
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    await b.read(new Uint8Array(0));
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    await b.read(new Uint8Array(2), { min: 5 });
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    new ReadableStream().getReader({ mode: 'byob' });
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    new ReadableStream().getReader({ mode: 'x' });
  } catch (e) {
    console.log(e.code, e.message);
  }
  let k;
  const q = new ReadableStream({
    type: 'bytes',
    start(c) {
      k = c;
    },
  });
  const qb = q.getReader({ mode: 'byob' });
  const pr = qb.read(new Uint8Array(10), { min: 4 });
  k.enqueue(new Uint8Array([1, 2]));
  k.enqueue(new Uint8Array([3, 4, 5]));
  console.log(await pr);
  k.close();
  try {
    console.log(await Promise.race([qb.read(new Uint8Array(5)), new Promise((r) => setTimeout(r, 5, 'timeout'))]));
  } catch (e) {
    console.log(e.message);
  }
  k.byobRequest && k.byobRequest.respond(0);
  try {
    k.enqueue(new Uint8Array(1));
  } catch (e) {
    console.log(e.message);
  }
  try {
    k.enqueue('x');
  } catch (e) {
    console.log(e.message);
  }
})();
