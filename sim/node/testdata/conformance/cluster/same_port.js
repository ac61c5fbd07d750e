// Port 0 is one port for all workers; a second server has another.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const first = new Set();
  const second = new Set();
  let left = 2;
  cluster.on('message', (w, [a, b]) => {
    first.add(a);
    second.add(b);
    if (--left === 0) {
      console.log(first.size, second.size, [...first][0] !== [...second][0]);
      cluster.disconnect();
    }
  });
  cluster.on('exit', (w, code) => console.log('exit', code));
  cluster.fork();
  cluster.fork();
} else {
  const a = net.createServer().listen(0, '127.0.0.1', () => {
    const b = net.createServer().listen(0, '127.0.0.1', () => process.send([a.address().port, b.address().port]));
  });
}
