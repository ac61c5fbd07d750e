// A write that is done at once leaves room, whatever its size.
const { Writable } = require('stream');
const w = new Writable({
  highWaterMark: 5,
  decodeStrings: false,
  writev(chunks, cb) {
    console.log(
      'writev',
      chunks.map((c) => [c.chunk, c.encoding]),
    );
    cb();
  },
  write(c, e, cb) {
    console.log('write', c, e);
    cb();
  },
});
w.cork();
w.write('a');
w.write('b', 'latin1');
w.write(Buffer.from('c'));
console.log(w.writableCorked, w.writableLength, w.writableNeedDrain);
process.nextTick(() => {
  w.uncork();
  console.log(w.writableLength);
});
w.on('drain', () => console.log('drain'));
setTimeout(() => {
  console.log(w.write('123456'));
  w.end('z');
}, 5);
w.on('finish', () => console.log('finish', w.writableFinished, w.writableEnded)).on('close', () =>
  console.log('close'),
);
