const { Readable, Writable, Transform, PassThrough, Duplex } = require('stream');
const log = console.log;
const r = new Readable({ read() {} });
r.push('a');
r.push('b');
r.push(null);
r.on('data', (d) => log('data', String(d))).on('end', () => log('end')).on('close', () => log('close'))
  .on('resume', () => log('resume')).on('pause', () => log('pause'));
log('flowing', r.readableFlowing, r.readableLength);
process.nextTick(() => log('tick'));
Promise.resolve().then(() => log('micro'));
setImmediate(() => {
  log('immediate', r.destroyed, r.readableEnded);
  const w = new Writable({
    highWaterMark: 3,
    write(c, e, cb) { log('write', String(c)); setImmediate(cb); },
    final(cb) { log('final'); cb(); },
  });
  w.on('drain', () => { log('drain'); w.end('z', () => log('end cb')); });
  w.on('prefinish', () => log('prefinish')).on('finish', () => log('finish')).on('close', () => { log('w close'); third(); });
  log(w.write('ab', () => log('cb ab')), w.write('cd', () => log('cb cd')), w.writableLength, w.writableNeedDrain);
});
function third() {
  const t = new Transform({
    transform(c, e, cb) { this.push(String(c).toUpperCase()); cb(null, '.'); },
    flush(cb) { cb(null, 'end'); },
  });
  t.on('readable', () => { let c; while ((c = t.read()) !== null) log('read', String(c)); });
  t.on('end', () => log('t end')).on('finish', () => log('t finish')).on('close', () => { log('t close'); fourth(); });
  t.write('x');
  t.end('y');
  log('sync done');
}
function fourth() {
  const p = new PassThrough();
  p.cork();
  p.write('1');
  p.write('2');
  p.on('data', (d) => log('p', String(d)));
  setTimeout(() => { log('uncork'); p.uncork(); p.end(); }, 2);
  p.on('close', () => fifth());
}
function fifth() {
  const d = new Duplex({ read() { this.push('in'); this.push(null); }, write(c, e, cb) { log('got', String(c)); cb(); }, allowHalfOpen: false });
  d.on('data', (c) => log('duplex', String(c))).on('end', () => log('d end')).on('finish', () => log('d finish')).on('close', () => log('d close'));
  d.write('out');
}
