const { Worker, isMainThread, workerData, parentPort } = require('worker_threads');
if (isMainThread) {
  const a = new Int32Array(new SharedArrayBuffer(12));
  let left = 2;
  for (let i = 0; i < 2; i++) {
    new Worker(__filename, { workerData: a }).on('exit', () => {
      if (--left > 0) return;
      console.log(a[0] <= 20000, a[0] >= 5000, a[1] === 20000);
    });
  }
} else {
  const a = workerData;
  for (let i = 0; i < 10000; i++) {
    a[0]++;
    Atomics.add(a, 1, 1);
  }
}
