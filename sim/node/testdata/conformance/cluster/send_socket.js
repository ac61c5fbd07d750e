// A primary hands connections to workers itself.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const w = cluster.fork();
  const server = net.createServer({ pauseOnConnect: true }, (socket) => w.send('connection', socket));
  w.on('online', () => server.listen(0, '127.0.0.1', () => {
    const s = net.connect(server.address().port, '127.0.0.1');
    s.on('data', (d) => console.log(String(d)));
    s.on('close', () => {
      server.close();
      w.disconnect();
    });
  }));
  w.on('exit', (code) => console.log('exit', code));
} else {
  process.on('message', (m, socket) => socket.end(`${m} in worker ${cluster.worker.id}`));
}
