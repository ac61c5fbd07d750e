// So many workers, which stay until all of them have said that they are there.
const { Worker, isMainThread, parentPort } = require('worker_threads');
const count = Number(process.argv[2]);

if (isMainThread) {
  const workers = [];
  let there = 0;
  for (let i = 0; i < count; i++) {
    const worker = new Worker(__filename);
    workers.push(worker);
    worker.on('message', () => {
      if (++there < count) return;
      console.log('done', there);
      setTimeout(() => workers.forEach((worker) => worker.postMessage('end')), 10_000);
    });
  }
} else {
  parentPort.postMessage('here');
  parentPort.once('message', () => {});
}
