// Ending workers: kill, destroy, process.kill, disconnect.
const cluster = require('cluster');
if (cluster.isPrimary) {
  const ways = [(w) => w.kill(), (w) => w.destroy('SIGINT'), (w) => w.process.kill('SIGKILL')];
  (function next(i) {
    if (i === ways.length) return;
    const w = cluster.fork();
    w.on('online', () => ways[i](w));
    w.on('exit', (code, signal) => {
      console.log(i, code, signal, w.exitedAfterDisconnect, w.state, w.process.killed);
      next(i + 1);
    });
  })(0);
} else {
  setInterval(() => {}, 1000);
}
