// Events of a compressor that is flushed, piped into a decompressor.
const zlib = require('zlib');
const { Readable, Writable, pipeline } = require('stream');
const gz = zlib.createGzip();
const out = [];
for (const e of ['data', 'end', 'finish', 'close', 'drain', 'error', 'readable', 'prefinish'])
  if (e !== 'readable') gz.on(e, (x) => console.log('gz', e, x && x.length));
console.log(gz.write('hello '), gz.bytesWritten);
gz.write('world');
gz.flush(() => {
  console.log('flushed', gz.bytesWritten);
  gz.end('!');
});
const un = zlib.createGunzip();
gz.pipe(un);
un.setEncoding('utf8');
un.on('data', (d) => console.log('un', d));
un.on('end', () => console.log('un end', un.bytesWritten)).on('close', () => console.log('un close'));
