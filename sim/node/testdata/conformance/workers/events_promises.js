const { Worker } = require('worker_threads');
const { once } = require('events');
(async () => {
  const w = new Worker('const { parentPort: p } = require("worker_threads"); p.once("message", (m) => p.postMessage(m * 2)); ', { eval: true });
  await once(w, 'online');
  w.postMessage(21);
  console.log(await once(w, 'message'));
  console.log(await once(w, 'exit'));
  const bad = new Worker('throw new Error("bad")', { eval: true });
  try { await once(bad, 'exit'); } catch (e) { console.log('rejected', e.message); }
  process.once('worker', (one) => console.log('worker event', one === third));
  const third = new Worker('', { eval: true });
  await once(third, 'exit');
})();
