// disconnect waits for connections that are open.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const w = cluster.fork();
  w.on('listening', ({ port }) => {
    const s = net.connect(port, '127.0.0.1');
    s.setEncoding('utf8');
    s.on('data', (d) => {
      console.log(d);
      if (d !== 'hello') return;
      w.disconnect();
      setTimeout(() => { console.log('dead?', w.isDead()); s.write('bye'); }, 100);
    });
    s.on('end', () => console.log('end'));
  });
  w.on('exit', (code) => console.log('exit', code, w.exitedAfterDisconnect));
} else {
  net.createServer((s) => {
    s.write('hello');
    s.on('data', (d) => s.end(`got ${d}`));
  }).listen(0, '127.0.0.1');
}
