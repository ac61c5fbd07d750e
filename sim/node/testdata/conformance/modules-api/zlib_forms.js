const zlib = require('zlib');
const { promisify } = require('util');
const text = 'the quick brown fox '.repeat(40);
const pairs = [['gzip', 'gunzip'], ['deflate', 'inflate'], ['deflateRaw', 'inflateRaw'], ['brotliCompress', 'brotliDecompress'], ['gzip', 'unzip'], ['deflate', 'unzip']];
for (const [there, back] of pairs) {
  const small = zlib[there + 'Sync'](text);
  console.log(there, back, small.length < text.length / 4, zlib[back + 'Sync'](small).toString() === text);
}
console.log(zlib.gunzipSync('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==' && Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64')).toString());
console.log(zlib.gzipSync('x').subarray(0, 4), zlib.deflateSync('x').subarray(0, 2), zlib.crc32('hello'), zlib.constants.Z_BEST_COMPRESSION, zlib.codes.Z_DATA_ERROR);
const dictionary = Buffer.from('quick brown');
console.log(zlib.inflateSync(zlib.deflateSync(text, { dictionary }), { dictionary }).length);
(async () => {
  for (const [there, back] of pairs) {
    const result = await promisify(zlib[back])(await promisify(zlib[there])(text));
    console.log(there, result.toString() === text);
  }
  zlib.gzip('callback', (e, data) => zlib.gunzip(data, (e2, out) => {
    console.log(e, e2, String(out));
    zlib.gunzip('bad', (e3, none) => console.log(e3.message, e3.code, e3.errno, none));
  }));
})();
