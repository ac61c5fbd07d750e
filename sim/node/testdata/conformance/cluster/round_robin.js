// Connections go to the workers one after another.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  let listening = 0;
  cluster.on('listening', (w, { port }) => {
    if (++listening < 3) return;
    const served = [];
    (function next(i) {
      if (i === 9) {
        console.log(served.slice(0, 3).sort().join(), served.slice(0, 3).join() === served.slice(3, 6).join(), served.slice(3, 6).join() === served.slice(6).join());
        cluster.disconnect(() => console.log('all gone'));
        return;
      }
      const s = net.connect(port, '127.0.0.1');
      s.on('data', (d) => served.push(String(d)));
      s.on('close', () => setTimeout(next, 5, i + 1));
    })(0);
  });
  for (let i = 0; i < 3; i++) cluster.fork();
} else {
  net.createServer((s) => s.end(String(cluster.worker.id))).listen(0, '127.0.0.1');
}
