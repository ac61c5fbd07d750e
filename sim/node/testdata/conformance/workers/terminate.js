const { Worker } = require('worker_threads');
const cases = {
  busy: 'parentPort.postMessage(1); while (true);',
  idle: 'parentPort.postMessage(1); setInterval(() => {}, 1000); process.on("exit", () => console.log("never"))',
  waiting: 'parentPort.postMessage(1); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); console.log("never")',
  finallys: 'parentPort.postMessage(1); try { while (true); } finally { console.log("never"); }',
  promises: 'parentPort.postMessage(1); const f = () => Promise.resolve().then(f); f();',
  catching: 'parentPort.postMessage(1); for (;;) { try { for (;;); } catch { } }',
};
(async () => {
  for (const [name, code] of Object.entries(cases)) {
    const w = new Worker(`const { parentPort } = require('worker_threads'); ${code}`, { eval: true });
    await new Promise((resolve) => { w.once('message', resolve); });
    w.on('exit', (c) => console.log(name, 'exit', c));
    console.log(name, await w.terminate(), w.threadId, await w.terminate());
    w.postMessage('nobody');
  }
})();
