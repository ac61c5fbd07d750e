// What the compressors give, to the byte, at all levels.
const zlib = require('zlib');
const inputs = {
  empty: '',
  a: 'a',
  hello: 'Hello, World!',
  lorem: 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(20),
  zeros: '\0'.repeat(100000),
  json: JSON.stringify(
    Array.from({ length: 300 }, (_, i) => ({
      id: i,
      name: 'user' + i,
      email: `user${i}@example.com`,
      active: i % 2 === 0,
    })),
  ),
  utf: 'héllo wörld ☃ 日本語 '.repeat(30),
};
for (const [n, s] of Object.entries(inputs)) {
  for (const m of ['deflate', 'gzip', 'deflateRaw', 'brotliCompress']) {
    const c = zlib[m + 'Sync'](s);
    console.log(
      n,
      m,
      s.length,
      c.length,
      c.length < 100 ? c.toString('base64') : require('crypto').createHash('md5').update(c).digest('hex'),
    );
  }
  for (let level = 0; level <= 9; level++)
    console.log(
      n,
      level,
      zlib.gzipSync(s, { level }).length,
      zlib.deflateSync(s, { level, memLevel: 9, strategy: zlib.constants.Z_FILTERED }).length,
    );
}
for (const q of [0, 1, 5, 6, 7, 8, 9, 10, 11])
  console.log(
    'brotli q',
    q,
    zlib.brotliCompressSync(inputs.json, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: q } }).length,
    zlib.brotliCompressSync(inputs.lorem, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: q,
        [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
        [zlib.constants.BROTLI_PARAM_LGWIN]: 16,
      },
    }).length,
  );
