// Compressing streams: chunk sizes, flushes, changed parameters, errors, closing.
const zlib = require('zlib');
const { Readable, Writable, pipeline, PassThrough } = require('stream');
const sp = require('stream/promises');
(async () => {
  const big = 'The quick brown fox jumps over the lazy dog. '.repeat(5000);
  const chunks = [];
  let n = 0;
  await sp.pipeline(
    Readable.from([big]),
    zlib.createGzip({ chunkSize: 64 }),
    async function* (s) {
      for await (const c of s) {
        n++;
        yield c;
      }
    },
    new Writable({
      write(c, e, cb) {
        chunks.push(c);
        cb();
      },
    }),
  );
  console.log(n, chunks.length, Buffer.concat(chunks).length);
  let text = '';
  await sp.pipeline(
    Readable.from(chunks),
    zlib.createGunzip(),
    new Writable({
      write(c, e, cb) {
        text += c;
        cb();
      },
    }),
  );
  console.log(text === big);
  const d = zlib.createDeflate({ level: 1 });
  d.write('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
  d.params(9, zlib.constants.Z_DEFAULT_STRATEGY, () => {
    console.log('params', d._level);
    d.end('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
  });
  const ch = [];
  for await (const c of d) {
    ch.push(c);
    console.log(c.toString('hex'));
  }
  console.log(zlib.inflateSync(Buffer.concat(ch)).toString());
  const raw = zlib.createDeflateRaw();
  raw.write('abc');
  raw.flush(zlib.constants.Z_FULL_FLUSH, () => console.log('ff'));
  raw.write('def');
  raw.end();
  for await (const c of raw) console.log(c.toString('hex'));
  try {
    await sp.pipeline(Readable.from([Buffer.from('not gzip at all')]), zlib.createGunzip(), new PassThrough());
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    await sp.pipeline(Readable.from([zlib.gzipSync('abc').subarray(0, 15)]), zlib.createGunzip(), new PassThrough());
  } catch (e) {
    console.log(e.code, e.message);
  }
  const br = zlib.createBrotliCompress();
  br.write('hello');
  br.flush();
  br.end(' world');
  const bc = [];
  for await (const c of br) {
    bc.push(c);
    console.log(c.toString('hex'));
  }
  console.log(zlib.brotliDecompressSync(Buffer.concat(bc)) + '');
  const i = zlib.createInflate();
  i.on('error', (e) => console.log('i error', e.message)).on('close', () =>
    console.log('i close', i.destroyed, i._closed),
  );
  i.write('garbage');
  await new Promise((r) => i.on('close', r));
  const g = zlib.createGzip();
  g.close(() => console.log('closed'));
  try {
    g.write('x', (e) => console.log('werr', e && e.code));
  } catch (e) {
    console.log(e.code);
  }
  g.on('error', (e) => console.log('g error', e.code));
  await new Promise((r) => setTimeout(r, 20));
  const u = zlib.createUnzip();
  u.on('data', (c) => console.log('u', c + ''));
  const z = zlib.gzipSync('one by one');
  for (const b of z) u.write(Buffer.from([b]));
  u.end();
  await new Promise((r) => u.on('end', r));
  console.log(u.bytesWritten);
  console.log(zlib.createGzip().bytesRead);
})();
