// Workers that die are started again by hand.
const cluster = require('cluster');
if (cluster.isPrimary) {
  let starts = 0;
  const start = () => cluster.fork({ TURN: ++starts });
  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.id} ended`, code, signal, worker.exitedAfterDisconnect);
    if (starts < 3) start();
    else console.log('enough', Object.keys(cluster.workers));
  });
  start();
} else {
  if (process.env.TURN === '1') process.exit(1);
  if (process.env.TURN === '2') process.kill(process.pid, 'SIGKILL');
  cluster.worker.disconnect();
}
