const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');
if (isMainThread) {
  const w = new Worker(__filename, { workerData: { a: [1, 2], m: new Map([[1, 'x']]), d: new Date(0), n: null, u: undefined, b: 10n } });
  w.on('online', () => console.log('online'));
  w.on('message', (m) => {
    console.log('main got', m);
    w.postMessage(m.n < 5 ? { n: m.n + 1 } : 'stop');
  });
  w.on('exit', (c) => console.log('exit', c));
} else {
  parentPort.postMessage({ n: 0, workerData });
  parentPort.on('message', (m) => {
    if (m === 'stop') parentPort.close();
    else parentPort.postMessage({ n: m.n + 1 });
  });
}
