// What a data URL may be, for a worker and for an import.
const { Worker } = require('worker_threads');
const run = (text) => new Promise((resolve) => {
  const worker = new Worker(new URL(text));
  worker.on('message', (message) => console.log(message));
  worker.on('error', (error) => console.log(error.name, error.code, error.message));
  worker.on('exit', (code) => { console.log('exit', code); resolve(); });
});
(async () => {
  await run('data:application/javascript,import { parentPort } from "worker_threads"; parentPort.postMessage(1)');
  await run('data:text/javascript;charset=utf-8,import { parentPort } from "worker_threads"; parentPort.postMessage(2)');
  await run(`data:text/javascript;charset=utf-8;base64,${btoa('throw new RangeError("thrown")')}`);
  await run('data:text/plain,hello');
  for (const type of ['text/css', 'application/javascript', 'text/javascript; charset=utf-8']) {
    await import(`data:${type},export default 3`).then((m) => console.log(m.default), (e) => console.log(e.name, e.code, e instanceof RangeError));
  }
  new Worker('1', { eval: true, transferList: 5 }).on('exit', (code) => console.log('no list', code));
})();
