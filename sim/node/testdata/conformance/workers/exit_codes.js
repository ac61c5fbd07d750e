const { Worker } = require('worker_threads');
const run = (code) => new Promise((resolve) => {
  const w = new Worker(code, { eval: true });
  w.on('message', (m) => console.log('message', m));
  w.on('error', (e) => console.log('error', e.message));
  w.on('exit', (c) => { console.log('exit', c); resolve(); });
});
const port = 'const p = require("worker_threads").parentPort;';
(async () => {
  await run('');
  await run('process.exit()');
  await run('process.exit(7)');
  await run('process.exitCode = 8');
  await run('process.exitCode = 8; process.exit()');
  await run(`${port} process.on('exit', (c) => { p.postMessage(['code', c]); process.exitCode = 9; }); process.exit(2)`);
  await run(`${port} process.on('exit', (c) => p.postMessage(['natural', c]))`);
  await run(`${port} setTimeout(() => process.exit(5), 1); setInterval(() => {}, 1)`);
  await run(`${port} p.on('message', () => {}); p.unref()`);
  await run(`${port} process.on('uncaughtException', (e) => { p.postMessage(e.message); process.exit(6); }); throw new Error('seen')`);
  await run('await 1');
  await run('const x = import("fs"); x.then((m) => console.log(typeof m.readFileSync))');
  await run('try { process.exit(3) } finally { console.log("never") }');
})();
