// Callbacks and promises of zlib between ticks and immediates.
const zlib = require('zlib');
const { promisify } = require('util');
zlib.gzip('hello', (e, b) => {
  console.log('1', e, b.length);
  zlib.gunzip(b, (e, r) => console.log('2', e, r.toString()));
});
zlib.inflate(Buffer.from('bad'), (e, r) => console.log('3', e.message, e.code, e.errno, r));
zlib.deflate('x'.repeat(100000), { level: 9 }, (e, b) => console.log('4', b.length));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('micro'));
(async () => {
  const g = promisify(zlib.gzip),
    u = promisify(zlib.unzip);
  const b = await g('promised');
  console.log('5', b.toString('base64'));
  console.log('6', String(await u(b)));
  try {
    await u(Buffer.from('nope'));
  } catch (e) {
    console.log('7', e.message);
  }
  console.log('8', (await promisify(zlib.brotliCompress)('brotli brotli')).toString('base64'));
  console.log('9', await promisify(zlib.gzip)('i', { info: true }));
})();
try {
  zlib.gzip('a', {}, 5);
} catch (e) {
  console.log(e.code, e.message);
}
zlib.gzip(5, (e) => console.log('never')).on;
