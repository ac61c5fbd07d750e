const { Readable, Writable, Transform } = require('stream');
const w = new Writable({ objectMode: true, highWaterMark: 2, write(o, e, cb) { console.log('obj', o, e); process.nextTick(cb); } });
console.log(w.write({ a: 1 }), w.write([2]), w.write('s'), w.writableObjectMode, w.writableHighWaterMark);
w.end();
const v = new Writable({ decodeStrings: false, writev(list, cb) { console.log(list.map((x) => [x.chunk, x.encoding])); cb(); } });
v.cork();
v.write('a');
v.write('b', 'latin1');
v.end('c');
const r = new Readable({ objectMode: true, read() {} });
r.push({ x: 1 });
r.push(0);
r.push('');
r.push(null);
r.on('data', (o) => console.log('data', o));
const e = new Readable({ read() {} });
e.setEncoding('utf8');
e.push(Buffer.from([0xe2, 0x82]));
e.push(Buffer.from([0xac, 0x41]));
e.push(null);
e.on('data', (s) => console.log(typeof s, s));
const u = new Readable({ read() {} });
u.push('world');
u.unshift('hello ');
u.push(null);
u.once('readable', () => {
  console.log(String(u.read(3)), String(u.read(4)));
  u.unshift('++');
  console.log(String(u.read()), u.read());
});
const t = new Transform({ readableObjectMode: true, transform(c, enc, cb) { cb(null, { length: c.length, enc }); } });
t.on('data', (o) => console.log(o));
t.end('four');
const p = Readable.from(['x', 'y', 'z']);
p.on('data', (d) => {
  console.log('p', d);
  if (d === 'x') {
    p.pause();
    console.log(p.isPaused());
    setTimeout(() => p.resume(), 1);
  }
});
