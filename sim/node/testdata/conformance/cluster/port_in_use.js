// A port that is taken: the worker learns of it.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const w = cluster.fork({ PORT: server.address().port });
    w.on('message', (m) => {
      console.log(m);
      server.close();
    });
    w.on('exit', (code) => console.log('exit', code));
  });
} else {
  const server = net.createServer().listen(Number(process.env.PORT), '127.0.0.1');
  server.on('error', (e) => {
    process.send([e.code, e.syscall, e.address]);
    cluster.worker.disconnect();
  });
}
