const { Worker, MessageChannel, isMainThread, parentPort, workerData } = require('worker_threads');
if (isMainThread) {
  const { port1, port2 } = new MessageChannel();
  const a = new Worker(__filename, { workerData: { name: 'a', port: port1 }, transferList: [port1] });
  const b = new Worker(__filename, { workerData: { name: 'b', port: port2 }, transferList: [port2] });
  const seen = [];
  for (const w of [a, b]) w.on('message', (m) => seen.push(m));
  let left = 2;
  for (const w of [a, b]) w.on('exit', () => { if (--left === 0) console.log(seen.sort()); });
} else {
  const { name, port } = workerData;
  if (name === 'a') port.postMessage(0);
  port.on('message', (n) => {
    parentPort.postMessage(`${name} ${n}`);
    if (n >= 4) port.close();
    else port.postMessage(n + 1);
  });
  port.on('close', () => parentPort.postMessage(`${name} closed`));
}
