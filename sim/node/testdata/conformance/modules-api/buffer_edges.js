// Buffers at their edges: memory that was moved away, memory that is shared,
// strings too long, and units of two bytes.
const { isAscii, isUtf8 } = require('buffer');
const querystring = require('querystring');
const url = require('url');
const t = (label, f) => {
  try {
    console.log(label, f());
  } catch (e) {
    console.log(label, '!', e.name, e.code, e.message);
  }
};
const gone = new ArrayBuffer(4);
const view = new Uint8Array(gone);
const wide = new Uint16Array(gone);
structuredClone(gone, { transfer: [gone] });
t('ascii', () => isAscii(gone));
t('utf8', () => isUtf8(gone));
t('views', () => [isAscii(view), isUtf8(view), isAscii(wide)]);
t('from', () => Buffer.from(view));
t('from memory', () => Buffer.from(gone));
t('lengths', () => [Buffer.byteLength(view), view.length, wide.byteLength]);
t('compare', () => Buffer.compare(view, view));
t('hash', () => require('crypto').createHash('md5').update(view).digest('hex'));
t('clone', () => structuredClone(wide));
t('gzip', () => require('zlib').gzipSync(view).length);
t('write', () => require('fs').writeSync(1, view));
t('printed', () => [gone, view]);
const pooled = Buffer.from('pooled');
t('pool', () => structuredClone(pooled.buffer, { transfer: [pooled.buffer] }).byteLength);
t('still', () => pooled.toString());
class Own extends ArrayBuffer {}
t('own memory', () => Buffer.from(new Own(3)));
t('no memory', () => Buffer.from({ __proto__: Own.prototype }));
t('bytes', () => Buffer.from('ab').readIntBE(0, Infinity));
t('bytes', () => Buffer.from('ab').writeUIntLE(1, 0, -Infinity));
t('bytes', () => Buffer.from('ab').writeUIntLE(1, 0, 1.5));
t('two', () => [Buffer.from('ff').indexOf(Buffer.from('f'), 1, 'ucs2'), Buffer.from('f').includes('f', 0, 'ucs2'),
  Buffer.from('abab', 'ucs2').lastIndexOf('b', undefined, 'ucs2')]);
t('too long', () => Buffer.alloc(0x1fffffe8 + 1).toString('latin1'));
t('too long', () => Buffer.alloc(0x1fffffe8 / 2 + 1).toString('hex'));
t('half', () => querystring.escape('\ud801test'));
t('half', () => querystring.escape('a\ud801'));
t('keys', () => [querystring.parse('&a', null, null, { maxKeys: 1 }), querystring.parse('a&&b&c', null, null, { maxKeys: 3 })]);
t('around', () => url.parse('\b \u00a0\ufeffhttp://example.com/\x01\x02').href);
