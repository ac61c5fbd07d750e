// The end of a child is told to the loop that started it, whichever thread of
// the process takes SIGCHLD; and both loops end when nothing is left.
const { Worker, isMainThread, parentPort } = require('worker_threads');
const { spawn, fork } = require('child_process');

if (process.argv[2] === 'child') {
  process.on('message', (m) => process.send(m));
} else if (!isMainThread) {
  spawn('sh', ['-c', 'exit 7']).on('exit', (code) => {
    parentPort.postMessage(`the worker's child ended with ${code}`);
    spawn('sh', ['-c', 'kill -9 $$']).on('exit', (code, signal) => parentPort.postMessage(`the next by ${signal}`));
  });
} else {
  const waits = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
  waits.on('exit', (code) => {
    console.log('the child of the main thread ended with', code);
    const stays = new Worker('require("worker_threads").parentPort.on("message", () => {})', { eval: true });
    stays.on('online', () => {
      const child = fork(__filename, ['child']);
      child.send('hello');
      child.once('message', (m) => {
        console.log('answered', m);
        child.on('exit', (code, signal) => console.log('killed by', signal));
        child.kill();
        setTimeout(() => stays.terminate().then((code) => console.log('terminated', code)), 500);
      });
    });
  });
  const worker = new Worker(__filename);
  worker.on('message', (m) => console.log(m));
  worker.on('exit', (code) => {
    console.log('the worker ended with', code);
    waits.stdin.end();
  });
}
