const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');
if (isMainThread) {
  const memory = new SharedArrayBuffer(16);
  const view = new Uint8Array(memory);
  const w = new Worker(__filename, { workerData: { memory, view, again: memory } });
  w.on('message', (m) => {
    if (m === 'written') {
      console.log(view, memory.byteLength);
      view[1] = 7;
      w.postMessage('look');
    } else console.log(m);
  });
} else {
  const { memory, view, again } = workerData;
  console.log(memory === again, view.buffer === memory, memory instanceof SharedArrayBuffer, memory.constructor.name);
  view[0] = 5;
  new DataView(memory).setUint16(2, 0x1234);
  parentPort.once('message', () => parentPort.postMessage([...view]));
  parentPort.postMessage('written');
}
