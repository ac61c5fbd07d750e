// Streams, lines and web streams of a FileHandle.
const fs = require('fs'),
  fsp = fs.promises;
(async () => {
  await fsp.writeFile('l', 'one\ntwo\r\nthree\n\nlast');
  const h = await fsp.open('l');
  for await (const l of h.readLines()) console.log(JSON.stringify(l));
  console.log(h.fd);
  const h2 = await fsp.open('l');
  const s = h2.createReadStream({ encoding: 'utf8', start: 4, end: 6 });
  s.on('close', () => console.log('s close', h2.fd));
  for await (const c of s) console.log(c);
  const h3 = await fsp.open('l');
  const s3 = h3.createReadStream({ autoClose: false });
  for await (const c of s3) console.log(c.length);
  console.log(h3.fd > 0);
  await h3.close();
  const h4 = await fsp.open('o', 'w');
  const w = h4.createWriteStream();
  w.write('a');
  w.end('b');
  w.on('finish', () => console.log('finish')).on('close', () => {
    console.log('close', h4.fd, fs.readFileSync('o', 'utf8'));
  });
  await new Promise((r) => w.on('close', r));
  const h5 = await fsp.open('l');
  const chunks = [];
  for await (const c of h5.readableWebStream()) chunks.push(Buffer.from(c).toString());
  console.log(chunks);
  await h5.close();
  const h6 = await fsp.open('l');
  const r = h6.readableWebStream({ type: 'bytes' }).getReader({ mode: 'byob' });
  let v;
  while (!(v = await r.read(new Uint8Array(8))).done) console.log(Buffer.from(v.value).toString());
  await h6.close();
  const h7 = await fsp.open('l');
  h7.readableWebStream();
  try {
    h7.readableWebStream();
  } catch (e) {
    console.log(e.code, e.message);
  }
  await h7.close();
  {
    const h8 = await fsp.open('l');
    console.log(typeof h8[Symbol.asyncDispose]);
    await h8[Symbol.asyncDispose]?.();
    console.log(h8.fd);
  }
  const h9 = await fsp.open('new', 'wx+', 0o640);
  console.log(((await h9.stat()).mode & 0o777).toString(8));
  await h9.writeFile('hello');
  await h9.writeFile(' there');
  console.log(await fsp.readFile('new', 'utf8'));
  await h9.writeFile(
    (function* () {
      yield 'x';
      yield 'y';
    })(),
  );
  await h9.appendFile(new Uint8Array([65]));
  console.log(await fsp.readFile('new', 'utf8'));
  console.log(await h9.readFile('utf8'), (await h9.read({ position: 0 })).bytesRead);
  await h9.truncate(10);
  console.log((await h9.stat({ bigint: true })).size);
  console.log(await Promise.all([h9.write('1', 0), h9.write('2', 1), h9.read(Buffer.alloc(3), 0, 3, 0)]));
  const c = h9.close(),
    d = h9.close();
  console.log(c === d);
  await c;
  try {
    await h9.stat();
  } catch (e) {
    console.log(e.code, e.syscall);
  }
})();
