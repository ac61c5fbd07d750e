// cluster + dgram, + timers, + many messages, + cluster.settings.cwd/exec/stdio/inspectPort
const cluster = require('cluster');
const fs = require('fs'), path = require('path');
if (cluster.isPrimary && process.argv[2] !== 'x') (async () => {
  const dir = fs.mkdtempSync('k09-'); const exec = path.resolve(dir, 'w.js');
  fs.writeFileSync(exec, `const c = require('cluster'); console.log('cwd', require('path').basename(process.cwd()).slice(0, 4), process.argv.slice(2), c.isWorker); console.error('to stderr');
    process.on('message', (n) => { for (let i = 0; i < n; i++) process.send(i); c.worker.disconnect(); });`);
  cluster.setupPrimary({ exec, cwd: dir, args: ['a', 'b'], stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
  const w = cluster.fork();
  let out = ''; w.process.stdout.on('data', (d) => out += d);
  console.log(w.process.stdin, w.process.stderr, w.process.stdio.length);
  let sum = 0, n = 0; w.on('message', (i) => { sum += i; n++; });
  w.send(1000);
  await new Promise((d) => w.process.on('close', d));
  console.log(n, sum, out);
  fs.rmSync(dir, { recursive: true });
  cluster.setupPrimary({ exec: 'nope.js', cwd: undefined, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const bad = cluster.fork(); let err = '';
  bad.process.stderr.on('data', (d) => err += d);
  bad.on('exit', (c) => console.log('bad', c)); await new Promise((d) => bad.process.on('close', d));
  console.log(err.split('\n').find((l) => /Error/.test(l)));
  try { cluster.setupPrimary({ stdio: 'pipe' }); cluster.fork(); } catch (e) { console.log(e.code, e.message); }
  console.log(Object.keys(cluster.workers).length);
})();
