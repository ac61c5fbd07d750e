// Text cut at any byte, in each encoding.
const { StringDecoder } = require('string_decoder');
console.log(
  new StringDecoder(),
  new StringDecoder('UCS-2'),
  new StringDecoder('base64url'),
  new StringDecoder(null).encoding,
  new StringDecoder('').encoding,
  Object.keys(StringDecoder.prototype),
);
try {
  new StringDecoder('nope');
} catch (e) {
  console.log(e.code, e.message);
}
try {
  new StringDecoder(5);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  new StringDecoder().write(5);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  StringDecoder.prototype.write.call({}, Buffer.alloc(1));
} catch (e) {
  console.log(e.name, e.code, e.message);
}
let x = 12345;
const rnd = (n) => {
  x = (x * 1103515245 + 12345) & 0x7fffffff;
  return (x >> 8) % n;
};
const hex = (s) => [...s].map((c) => c.codePointAt(0).toString(16)).join('.');
const pool = [
  0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0x80, 0xd8, 0x3d, 0xde, 0x00, 0xed, 0xa0, 0xf5,
  0xc0,
];
for (const enc of ['utf8', 'utf16le', 'base64', 'base64url', 'hex', 'latin1', 'ascii']) {
  for (let k = 0; k < 25; k++) {
    const d = new StringDecoder(enc);
    let out = [];
    for (let i = 0; i < 1 + rnd(5); i++) {
      const b = Buffer.alloc(rnd(6));
      for (let j = 0; j < b.length; j++) b[j] = pool[rnd(pool.length)];
      out.push(
        b.toString('hex') +
          '=' +
          hex(d.write(b)) +
          ':' +
          d.lastNeed +
          ',' +
          d.lastTotal +
          ',' +
          d.lastChar.toString('hex'),
      );
    }
    if (rnd(2)) out.push('end=' + hex(d.end()));
    else out.push('end(' + hex(d.end(Buffer.from([pool[rnd(pool.length)]]))));
    out.push(d.lastNeed + ',' + d.lastTotal + '/' + hex(d.write(Buffer.from('z'))));
    console.log(enc, k, out.join(' '));
  }
}
