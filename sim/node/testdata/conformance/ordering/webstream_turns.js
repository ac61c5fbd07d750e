// How many turns of the microtask queue reads take.
// order
const rs = new ReadableStream(
  {
    start() {
      console.log('start');
    },
    pull(c) {
      console.log('pull');
      c.enqueue('x');
    },
  },
  { highWaterMark: 1 },
);
console.log('sync');
process.nextTick(() => console.log('tick'));
Promise.resolve()
  .then(() => console.log('m1'))
  .then(() => console.log('m2'))
  .then(() => console.log('m3'));
const r = rs.getReader();
r.read().then((v) => {
  console.log('read1', v.value);
  r.read().then((v) => {
    console.log('read2', v.value);
    r.cancel('bye').then(() => console.log('cancelled'));
  });
  Promise.resolve()
    .then(() => console.log('n1'))
    .then(() => console.log('n2'));
});
setImmediate(() => console.log('immediate'));
r.closed.then(() => console.log('closed'));
