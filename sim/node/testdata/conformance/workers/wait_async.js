const { Worker, isMainThread, workerData } = require('worker_threads');
if (isMainThread) {
  const a = new Int32Array(new SharedArrayBuffer(8));
  const keep = setInterval(() => {}, 1000);
  const waits = [Atomics.waitAsync(a, 0, 0), Atomics.waitAsync(a, 0, 0), Atomics.waitAsync(a, 0, 5), Atomics.waitAsync(a, 1, 0, 10)];
  console.log(waits.map((w) => [w.async, typeof w.value]));
  waits[3].value.then((v) => {
    console.log('fourth', v);
    new Worker(__filename, { workerData: a });
  });
  Promise.all([waits[0].value, waits[1].value]).then((v) => { console.log(v); clearInterval(keep); });
} else {
  console.log('woken', Atomics.notify(workerData, 0));
}
