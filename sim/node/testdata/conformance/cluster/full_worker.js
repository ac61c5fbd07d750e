// A worker with as many connections as it may have leaves the next one to another.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  let listening = 0;
  cluster.fork();
  cluster.fork();
  cluster.on('listening', (worker, { port }) => {
    if (++listening === 2) connect(port, []);
  });
  const connect = (port, open) => {
    const socket = net.connect(port).setEncoding('utf8').once('data', (id) => {
      open.push([id, socket]);
      if (open.length < 3) {
        connect(port, open);
        return;
      }
      const ids = open.map(([name]) => name);
      console.log(ids.filter((name) => name === '1').length, ids.filter((name) => name === '2').length);
      for (const [, one] of open) one.end();
      cluster.disconnect(() => console.log('disconnected'));
    });
  };
} else {
  const server = net.createServer((socket) => socket.end(String(cluster.worker.id), () => {}));
  if (cluster.worker.id === 1) server.maxConnections = 1;
  server.allowHalfOpen = true;
  server.removeAllListeners('connection').on('connection', (socket) => {
    socket.write(String(cluster.worker.id));
    socket.on('end', () => socket.end());
  });
  server.listen(0);
}
