// A worker that was told to disconnect is off the list at once, so that the
// callback of cluster.disconnect comes with the first that goes.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const workers = [cluster.fork(), cluster.fork(), cluster.fork()];
  let listening = 0;
  let told;
  cluster.on('exit', (worker, code) => console.log('exit', told, code, worker.exitedAfterDisconnect));
  cluster.on('listening', () => {
    if (++listening < 3) return;
    console.log(workers[0].disconnect() === workers[0], Object.keys(cluster.workers));
    workers[0].on('exit', () => {
      cluster.disconnect(() => {
        told = true;
        console.log('told', Object.keys(cluster.workers), workers.filter((worker) => worker.isDead()).length < 3);
      });
      console.log('asked', Object.keys(cluster.workers), workers[1].isConnected());
    });
  });
} else {
  // One that is closed before it listens tells nobody.
  const short = net.createServer().listen(0);
  short.close(() => net.createServer().listen(0));
}
