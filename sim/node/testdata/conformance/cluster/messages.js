// Messages between primary and workers.
const cluster = require('cluster');
if (cluster.isPrimary) {
  const w = cluster.fork();
  cluster.on('message', (worker, message, handle) => console.log('cluster', worker === w, message, handle));
  w.on('message', (message) => {
    console.log('worker says', message);
    if (message.pong) w.disconnect();
  });
  w.on('online', () => w.send({ ping: 1 }));
  w.on('exit', (code) => console.log('exit', code, w.exitedAfterDisconnect));
} else {
  cluster.worker.on('message', (m) => console.log('in worker', m));
  process.on('message', (m) => process.send({ pong: m.ping }));
}
