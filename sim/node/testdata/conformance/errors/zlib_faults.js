// What is wrong with compressed data, and with options.
const zlib = require('zlib');
function t(n, f) {
  try {
    const r = f();
    console.log(n, 'ok', r && r.toString('latin1').slice(0, 60));
  } catch (e) {
    console.log(n, e.name, e.code, e.errno, e.message, Object.keys(e));
  }
}
const good = zlib.gzipSync('hello world hello world'),
  d = zlib.deflateSync('hello world hello world'),
  r = zlib.deflateRawSync('hello world hello world');
t('trunc gz', () => zlib.gunzipSync(good.subarray(0, 10)));
t('trunc gz2', () => zlib.gunzipSync(good.subarray(0, 20)));
t('trunc d', () => zlib.inflateSync(d.subarray(0, 8)));
t('empty', () => zlib.gunzipSync(Buffer.alloc(0)));
t('garbage', () => zlib.gunzipSync(Buffer.from('garbage in here')));
t('garbage2', () => zlib.inflateSync(Buffer.from('garbage in here')));
t('garbage3', () => zlib.inflateRawSync(Buffer.from('garbage in here')));
t('unzip', () => zlib.unzipSync(Buffer.from('not zip')));
t('unzip gz', () => zlib.unzipSync(good));
t('unzip d', () => zlib.unzipSync(d));
const bad = Buffer.from(good);
bad[bad.length - 5] ^= 1;
t('crc', () => zlib.gunzipSync(bad));
const bad2 = Buffer.from(good);
bad2[bad2.length - 1] ^= 1;
t('len', () => zlib.gunzipSync(bad2));
const bad3 = Buffer.from(d);
bad3[bad3.length - 1] ^= 1;
t('adler', () => zlib.inflateSync(bad3));
t('two', () => zlib.gunzipSync(Buffer.concat([good, good])));
t('trail0', () => zlib.gunzipSync(Buffer.concat([good, Buffer.alloc(5)])));
t('trailx', () => zlib.gunzipSync(Buffer.concat([good, Buffer.from('xyz')])));
t('trail d', () => zlib.inflateSync(Buffer.concat([d, Buffer.from('xyz')])));
t('finishFlush', () => zlib.gunzipSync(good.subarray(0, 20), { finishFlush: zlib.constants.Z_SYNC_FLUSH }));
t('dict', () => zlib.inflateSync(zlib.deflateSync('hello', { dictionary: Buffer.from('hello world') })));
t('dict2', () =>
  zlib.inflateSync(zlib.deflateSync('hello', { dictionary: Buffer.from('hello world') }), {
    dictionary: Buffer.from('hello world'),
  }),
);
t('dict3', () =>
  zlib.inflateSync(zlib.deflateSync('hello', { dictionary: Buffer.from('hello world') }), {
    dictionary: Buffer.from('bad'),
  }),
);
t('dictraw', () =>
  zlib.inflateRawSync(zlib.deflateRawSync('hello', { dictionary: Buffer.from('hello world') }), {
    dictionary: Buffer.from('hello world'),
  }),
);
t('type', () => zlib.gzipSync(5));
t('type2', () => zlib.gzipSync());
t('level', () => zlib.gzipSync('a', { level: 10 }));
t('lvl2', () => zlib.gzipSync('a', { level: 'x' }));
t('chunk', () => zlib.gzipSync('a', { chunkSize: 5 }));
t('wb', () => zlib.gzipSync('a', { windowBits: 8 }));
t('wb2', () => zlib.deflateSync('a', { windowBits: 16 }));
t('mem', () => zlib.deflateSync('a', { memLevel: 0 }));
t('strat', () => zlib.deflateSync('a', { strategy: 9 }));
t('dicttype', () => zlib.deflateSync('a', { dictionary: 'x' }));
t('flush', () => zlib.deflateSync('a', { flush: 9 }));
t('max', () => zlib.inflateSync(zlib.deflateSync('a'.repeat(1000)), { maxOutputLength: 10 }));
t('br', () => zlib.brotliCompressSync('a', { params: { 99: 1 } }));
t('br2', () => zlib.brotliCompressSync('a', { params: { 1: 'x' } }));
t('cb', () => zlib.gzip('a'));
t('ab', () => zlib.gzipSync(new Uint16Array([1, 2]).buffer));
t('info', () => {
  const x = zlib.gzipSync('abc', { info: true });
  console.log(Object.keys(x), x.engine.bytesWritten, x.engine.constructor.name);
  return x.buffer;
});
t('f16', () => zlib.inflateSync(zlib.deflateSync(new Float32Array([1.5]))));
t('brbad', () => zlib.brotliDecompressSync(Buffer.from([0xff, 0xff])));
t('brtrunc', () => zlib.brotliDecompressSync(zlib.brotliCompressSync('hello world').subarray(0, 5)));
t('br ok', () => zlib.brotliDecompressSync(zlib.brotliCompressSync('hello world')));
console.log(zlib.crc32('hello'), zlib.crc32(Buffer.from('world'), zlib.crc32('hello ')));
t('crc', () => zlib.crc32(5));
t('crc2', () => zlib.crc32('a', -1));
