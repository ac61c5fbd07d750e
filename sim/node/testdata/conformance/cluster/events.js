// Events of a worker and of the cluster, in their order.
const cluster = require('cluster');
if (cluster.isPrimary) {
  cluster.on('setup', (s) => console.log('setup', s.silent, s.args, s.execArgv));
  for (const name of ['fork', 'online', 'listening', 'exit']) cluster.on(name, (w, ...a) => console.log('cluster', name, w.id, w.state, name === 'listening' ? Object.keys(a[0]) : a));
  const w = cluster.fork();
  console.log(w.id, w.state, Object.keys(cluster.workers), w.isConnected(), w.isDead(), Object.keys(w));
  for (const name of ['online', 'listening', 'exit']) w.on(name, (...a) => console.log('worker', name, name === 'listening' ? a[0].addressType : a));
  w.on('listening', () => w.disconnect());
  w.on('exit', () => console.log(w.exitedAfterDisconnect, w.isDead(), w.isConnected(), Object.keys(cluster.workers)));
} else {
  require('net').createServer().listen(0);
}
