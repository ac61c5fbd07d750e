const net = require('net');
// Nothing that is unreferenced keeps the program alive.
const server = net.createServer((s) => { s.unref(); console.log('connection'); });
server.listen(0, '127.0.0.1', () => {
  console.log('listening');
  server.unref();
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    console.log('connected', client.unref() === client, client.ref() === client);
    client.unref();
    setTimeout(() => console.log('last'), 10);
  });
});
process.on('exit', () => console.log('exit'));
