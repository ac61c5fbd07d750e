const { Worker, isMainThread, parentPort } = require('worker_threads');
const fs = require('fs');
if (isMainThread) {
  fs.writeFileSync('/tmp/shared.txt', 'from main');
  const w = new Worker(__filename);
  w.on('message', (m) => console.log(m));
  w.on('exit', () => console.log(fs.readFileSync('/tmp/shared.txt', 'utf8')));
} else {
  (async () => {
    parentPort.postMessage(fs.readFileSync('/tmp/shared.txt', 'utf8'));
    await fs.promises.appendFile('/tmp/shared.txt', ' and worker');
    const all = await Promise.all([1, 2, 3].map((n) => new Promise((resolve) => require('crypto').pbkdf2('p', 's', n * 10, 8, 'sha1', (e, k) => resolve(k.toString('hex'))))));
    parentPort.postMessage(all);
    parentPort.postMessage(process.cwd() === '/tmp');
  })();
}
