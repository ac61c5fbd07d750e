// workers with http, net, fs, child processes and timers inside
const { Worker, isMainThread, parentPort, workerData, threadId } = require('worker_threads');
const http = require('http'), net = require('net'), cp = require('child_process'), fs = require('fs');
if (!isMainThread) {
  if (workerData.role === 'server') {
    const s = http.createServer((q, r) => { let n = 0; q.on('data', (d) => n += d.length).on('end', () => r.end(`worker ${q.method} ${q.url} ${n}`)); }).listen(0, '127.0.0.1', () => parentPort.postMessage(s.address().port));
    parentPort.once('message', () => { s.close(() => parentPort.postMessage('server closed')); s.closeAllConnections(); });
  } else if (workerData.role === 'client') {
    (async () => { for (let i = 0; i < 3; i++) await fetch(`http://127.0.0.1:${workerData.port}/${i}`, { method: 'POST', body: 'x'.repeat(i * 10) }).then((r) => r.text()).then((t) => parentPort.postMessage(t)); })();
  } else if (workerData.role === 'child') {
    console.log(cp.execSync('echo from child of worker', { encoding: 'utf8' }).trim());
    const c = cp.spawn('sh', ['-c', 'read x; echo "got $x"; exit 4']); c.stdin.end('line\n');
    c.stdout.on('data', (d) => parentPort.postMessage(String(d).trim())); c.on('close', (code) => parentPort.postMessage(code));
    const f = cp.fork(workerData.file, ['forked'], { silent: true }); f.on('message', (m) => parentPort.postMessage(m)); f.on('exit', () => parentPort.postMessage('fork gone'));
  } else { fs.writeFileSync('w07.tmp', 'worker wrote'); fs.promises.readFile('w07.tmp', 'utf8').then((t) => { parentPort.postMessage(t); fs.unlinkSync('w07.tmp'); }); process.nextTick(() => parentPort.postMessage('tick')); setImmediate(() => parentPort.postMessage('immediate')); Promise.resolve().then(() => parentPort.postMessage('micro')); parentPort.postMessage('sync'); }
} else if (process.argv[2] === 'forked') { process.send({ forked: true, main: isMainThread }); }
else (async () => {
  const run = (data, f) => new Promise((done) => { const w = new Worker(__filename, { workerData: data }), seen = []; w.on('message', (m) => { seen.push(m); f && f(w, m); }).on('error', (e) => seen.push(e.message)).on('exit', (c) => done([...seen, 'exit ' + c])); });
  let port; const server = run({ role: 'server' }, (w, m) => { if (typeof m === 'number') { port = m; (async () => { console.log(await run({ role: 'client', port })); w.postMessage('stop'); })(); } });
  console.log((await server).slice(1));
  console.log(await run({ role: 'child', file: __filename }).then((a) => a.map(String).sort()));
  console.log(await run({ role: 'fs' }).then((a) => [a.slice(0, 3), a.length]));
})();
