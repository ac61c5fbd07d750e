const { Worker, isMainThread, parentPort } = require('worker_threads');
if (isMainThread) {
  const w = new Worker(__filename);
  const heard = [];
  w.on('message', (m) => {
    heard.push(m);
    Promise.resolve().then(() => heard.push(`p${m}`));
    process.nextTick(() => heard.push(`t${m}`));
    if (m === 4) w.postMessage('end');
  });
  w.on('exit', () => console.log(heard.join(' ')));
  for (let i = 0; i < 5; i++) w.postMessage(i);
} else {
  parentPort.on('message', (m) => {
    if (m === 'end') parentPort.close();
    else parentPort.postMessage(m);
  });
}
