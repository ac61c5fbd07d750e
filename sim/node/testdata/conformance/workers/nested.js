const { Worker, isMainThread, parentPort, workerData, threadId } = require('worker_threads');
const depth = isMainThread ? 0 : workerData.depth;
if (depth < 3) {
  const w = new Worker(__filename, { workerData: { depth: depth + 1 } });
  w.on('message', (m) => {
    const list = [depth, ...m];
    if (isMainThread) console.log(list);
    else parentPort.postMessage(list);
  });
  w.on('exit', (c) => { if (isMainThread) console.log('exit', c); });
} else {
  parentPort.postMessage([depth, threadId]);
}
