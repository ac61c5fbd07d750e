const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');
if (isMainThread) {
  const a = new Int32Array(new SharedArrayBuffer(16));
  const w = new Worker(__filename, { workerData: a });
  w.on('message', (m) => {
    console.log(m);
    if (m === 'waiting') {
      setTimeout(() => {
        a[0] = 1;
        console.log('notified', Atomics.notify(a, 0, 1));
      }, 50);
    }
  });
  w.on('exit', (c) => console.log('exit', c, Atomics.notify(a, 0)));
} else {
  const a = workerData;
  parentPort.postMessage('waiting');
  const result = Atomics.wait(a, 0, 0);
  parentPort.postMessage([result, a[0], Atomics.wait(a, 0, 0), Atomics.wait(a, 1, 0, 20), Atomics.wait(a, 1, 0, 0)]);
}
