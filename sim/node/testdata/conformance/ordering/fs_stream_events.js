// Events of file streams, in order.
const fs = require('fs');
// streams
fs.writeFileSync('in', '0123456789'.repeat(20));
const r = fs.createReadStream('in', { encoding: 'utf8', start: 5, end: 24, highWaterMark: 7 });
for (const e of ['open', 'ready', 'data', 'end', 'close', 'error', 'pause', 'resume', 'readable'])
  if (e !== 'readable') r.on(e, (x) => console.log('r', e, typeof x === 'number' ? 'fd' : x));
console.log(
  r.path,
  r.fd,
  r.flags,
  r.mode,
  r.start,
  r.end,
  r.pos,
  r.bytesRead,
  r.pending,
  r.autoClose,
  r.readableHighWaterMark,
);
r.on('close', () => {
  console.log(r.bytesRead, r.pending, r.fd, r.closed, r.destroyed);
  const w = fs.createWriteStream('out', { flags: 'w' });
  for (const e of ['open', 'ready', 'drain', 'finish', 'close', 'error', 'pipe'])
    w.on(e, (x) => console.log('w', e, typeof x === 'number' ? 'fd' : x));
  console.log(w.path, w.fd, w.flags, w.mode, w.start, w.pos, w.bytesWritten, w.pending, w.writableHighWaterMark);
  console.log(w.write('abc', () => console.log('cb1', w.bytesWritten)));
  console.log(w.write(Buffer.alloc(20000, 'x'), () => console.log('cb2', w.bytesWritten)));
  w.end('end', () => console.log('end cb', w.bytesWritten));
  w.on('close', () => {
    console.log(fs.readFileSync('out').length);
    const w2 = fs.createWriteStream('out', { flags: 'r+', start: 2 });
    w2.end('ZZ');
    w2.on('close', () => {
      console.log(fs.readFileSync('out', 'latin1').slice(0, 8));
      const e = fs.createReadStream('none');
      e.on('error', (x) => console.log(x.message, e.destroyed)).on('close', () => {
        console.log('closed');
        const e2 = fs.createWriteStream('none/x');
        e2.on('error', (x) => console.log(x.message, e2.destroyed)).on('close', () => console.log('closed'));
        e2.write('x', (er) => console.log('cb', er && er.code));
      });
    });
  });
});
