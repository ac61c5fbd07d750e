// Workers that bind to the same port of UDP share the primary's socket, also if
// they let the system choose it.
const cluster = require('cluster');
const dgram = require('dgram');
if (cluster.isPrimary) {
  const first = cluster.fork();
  first.on('listening', ({ addressType, port, address }) => console.log('listening', addressType, port > 0, address));
  first.once('message', (port) => {
    const second = cluster.fork();
    second.once('message', (other) => {
      console.log('the same', port === other);
      const client = dgram.createSocket('udp4');
      let answers = 0;
      client.on('message', (data) => {
        console.log(String(data));
        if (++answers < 4) return;
        client.close();
        first.kill();
        second.kill();
      });
      client.bind(0, () => { for (let i = 0; i < 4; i++) client.send(`n${i}`, port, '127.0.0.1'); });
    });
  });
  cluster.on('exit', (worker, code, signal) => console.log('exit', worker.exitedAfterDisconnect, code, signal));
} else {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (data, from) => socket.send(`got ${String(data).length}`, from.port, from.address));
  socket.bind(0, '127.0.0.1', () => process.send(socket.address().port));
}
