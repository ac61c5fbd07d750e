// A process that ends closes its highest descriptors first: connections end before its channel does.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const order = [];
  cluster.on('disconnect', () => order.push('disconnect'));
  cluster.on('exit', (w, code) => order.push('exit ' + code));
  cluster.fork().on('listening', ({ port }) => {
    const s = net.connect(port, '127.0.0.1', () => s.write('die'));
    s.on('end', () => order.push('end')).on('close', () => order.push('close')).resume();
  });
  process.on('exit', () => console.log(order.filter((one) => one !== 'close').join(', ')));
} else {
  net.createServer((s) => s.on('data', () => process.exit(3))).listen(0, '127.0.0.1');
}
