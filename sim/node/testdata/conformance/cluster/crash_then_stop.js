// Workers that crash are started again, and the last is asked to stop: messages, codes and exitedAfterDisconnect in order.
const cluster = require('cluster');
if (cluster.isPrimary) {
  let crashes = 0;
  const start = () => {
    const worker = cluster.fork({ ROUND: crashes });
    worker.on('message', (m) => {
      console.log('message', m.round, m.what);
      if (m.what === 'ready') worker.send(crashes < 2 ? 'crash' : 'stop');
    });
  };
  cluster.on('online', (worker) => console.log('online', worker.id));
  cluster.on('disconnect', (worker) => console.log('disconnect', worker.id, worker.exitedAfterDisconnect));
  cluster.on('exit', (worker, code, signal) => {
    console.log('exit', worker.id, code, signal, worker.exitedAfterDisconnect);
    if (code !== 0 || signal) {
      crashes++;
      start();
    }
  });
  start();
} else {
  process.on('message', (m) => {
    if (m === 'crash') {
      if (process.env.ROUND === '0') process.exit(7);
      else process.kill(process.pid, 'SIGKILL');
    } else {
      process.send({ round: process.env.ROUND, what: 'bye' });
      cluster.worker.disconnect();
    }
  });
  process.send({ round: process.env.ROUND, what: 'ready' });
}
