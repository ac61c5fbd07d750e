const zlib = require('zlib');
const { Readable, pipeline } = require('stream');
const { pipeline: p } = require('stream/promises');
(async () => {
  for (const [a, b] of [['createGzip', 'createGunzip'], ['createDeflate', 'createInflate'], ['createDeflateRaw', 'createInflateRaw'], ['createBrotliCompress', 'createBrotliDecompress'], ['createGzip', 'createUnzip']]) {
    let text = '';
    await p(Readable.from(['one ', 'two ', 'three']), zlib[a](), zlib[b](), async (source) => { for await (const c of source) text += c; });
    console.log(a, text);
  }
  const sizes = [];
  const big = Buffer.alloc(100000, 'abc');
  await p(Readable.from([zlib.gzipSync(big)]), zlib.createGunzip(), async (s) => { for await (const c of s) sizes.push(c.length); });
  console.log(sizes.join());
  await p(Readable.from([Buffer.from('garbage')]), zlib.createGunzip(), async (s) => { for await (const c of s) console.log(c); }).catch((e) => console.log(e.code, e.message));
  const gz = new zlib.Gzip();
  const gu = zlib.Gunzip();
  console.log(gz instanceof zlib.Gzip, gu instanceof zlib.Gunzip);
  gz.pipe(gu);
  gu.setEncoding('utf8');
  gu.on('data', (d) => console.log('data', d)).on('end', () => console.log('end', gz.bytesWritten));
  gz.write('flushed');
  gz.flush(() => setTimeout(() => gz.end(' rest'), 20));
})();
