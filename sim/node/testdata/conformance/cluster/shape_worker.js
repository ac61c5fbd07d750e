// What cluster is in a worker.
const cluster = require('cluster');
if (cluster.isPrimary) {
  cluster.fork({ EXTRA: 'given' }).on('exit', (code) => console.log('exit', code));
} else {
  console.log(Object.keys(cluster), cluster.isPrimary, cluster.isWorker, cluster.worker.id, cluster.worker.state, cluster.worker.process === process);
  console.log(process.env.NODE_UNIQUE_ID, process.env.EXTRA, process.connected, cluster.worker.isConnected(), cluster.worker.isDead());
  process.exit(5);
}
