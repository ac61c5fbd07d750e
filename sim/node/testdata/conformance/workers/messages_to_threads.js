const { Worker, isMainThread, parentPort, postMessageToThread } = require('worker_threads');
const told = async (what) => {
  try { console.log(await what()); } catch (e) { console.log(e.name, e.code, e.message); }
};
if (isMainThread) {
  process.on('workerMessage', (value, source) => console.log('main got', value, source));
  (async () => {
    const worker = new Worker(__filename);
    await new Promise((resolve) => worker.once('message', resolve));
    const id = worker.threadId;
    await told(() => postMessageToThread(id, { a: [1, new Map([[2, 3]])] }));
    await told(() => postMessageToThread(id, 'limited', 1000));
    const buffer = new ArrayBuffer(4);
    await told(() => postMessageToThread(id, buffer, [buffer]));
    console.log(buffer.byteLength);
    await told(() => postMessageToThread(0, 1));
    await told(() => postMessageToThread(999, 1));
    await told(() => postMessageToThread(id, () => {}));
    await told(() => postMessageToThread(id, 1, -1));
    await told(() => postMessageToThread(id, 1, [], 'x'));
    await told(() => postMessageToThread(id, 'throw'));
    worker.postMessage('end');
    worker.on('message', (list) => console.log(list));
    await new Promise((resolve) => worker.on('exit', resolve));
    await told(() => postMessageToThread(id, 1));
    const deaf = new Worker('require("worker_threads").parentPort.on("message", () => process.exit())', { eval: true });
    await new Promise((resolve) => deaf.once('online', resolve));
    await told(() => postMessageToThread(deaf.threadId, 1));
    deaf.postMessage(1);
  })();
} else {
  const list = [];
  process.on('workerMessage', (value, source) => {
    list.push([value, source]);
    if (value === 'throw') throw new Error('in the listener');
  });
  parentPort.postMessage('ready');
  parentPort.on('message', async () => {
    await postMessageToThread(0, 'back');
    parentPort.postMessage(list);
    parentPort.close();
  });
}
