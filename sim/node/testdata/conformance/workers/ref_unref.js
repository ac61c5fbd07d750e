const { Worker } = require('worker_threads');
const w = new Worker('setInterval(() => {}, 10); process.on("exit", () => console.log("never"))', { eval: true });
w.on('online', () => {
  console.log('online');
  w.unref();
  w.ref();
  w.unref();
});
w.on('exit', () => console.log('never'));
process.on('exit', (c) => console.log('main exit', c));
