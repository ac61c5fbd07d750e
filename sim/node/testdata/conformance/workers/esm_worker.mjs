import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
if (isMainThread) {
  const w = new Worker(new URL(import.meta.url), { workerData: 'hi' });
  for await (const [m] of (await import('node:events')).on(w, 'message')) {
    console.log(m);
    if (m === 'last') break;
  }
  w.on('exit', (c) => console.log('exit', c));
} else {
  await null;
  parentPort.postMessage([workerData, import.meta.url.split('/').pop(), typeof require]);
  parentPort.postMessage('last');
}
