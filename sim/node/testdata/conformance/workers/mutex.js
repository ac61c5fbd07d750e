const { Worker, isMainThread, workerData } = require('worker_threads');
const lock = (a) => { while (Atomics.compareExchange(a, 0, 0, 1) !== 0) Atomics.wait(a, 0, 1); };
const unlock = (a) => { Atomics.store(a, 0, 0); Atomics.notify(a, 0, 1); };
if (isMainThread) {
  const a = new Int32Array(new SharedArrayBuffer(8));
  let left = 3;
  for (let i = 0; i < 3; i++) new Worker(__filename, { workerData: a }).on('exit', () => { if (--left === 0) console.log(a[1], a[0]); });
} else {
  const a = workerData;
  for (let i = 0; i < 300; i++) {
    lock(a);
    const old = a[1];
    a[1] = old + 1;
    unlock(a);
  }
}
