// Without round robin the workers have the socket themselves.
const cluster = require('cluster');
const net = require('net');
cluster.schedulingPolicy = cluster.SCHED_NONE;
if (cluster.isPrimary) {
  let listening = 0;
  const ports = new Set();
  cluster.on('listening', (w, { port }) => {
    ports.add(port);
    if (++listening < 2) return;
    let answers = 0;
    for (let i = 0; i < 4; i++) {
      net.connect(port, '127.0.0.1').on('data', (d) => {
        if (/^worker [12]$/.test(d)) answers++;
      }).on('close', () => {
        if (answers === 4 && i === 3) setTimeout(() => { console.log(answers, ports.size); cluster.disconnect(() => console.log('done')); }, 50);
      });
    }
  });
  cluster.fork();
  cluster.fork();
} else {
  net.createServer((s) => s.end(`worker ${cluster.worker.id}`)).listen(0, '127.0.0.1');
}
