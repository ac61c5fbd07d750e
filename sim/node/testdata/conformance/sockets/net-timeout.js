const net = require('net');
const server = net.createServer((socket) => {
  socket.setTimeout(30, () => { console.log('server: idle'); socket.end('too slow'); });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  console.log(client.timeout, client.connecting, client.pending);
  client.setTimeout(500);
  console.log(client.timeout);
  client.on('timeout', () => console.log('never'));
  client.on('data', (d) => console.log(`${d}`));
  client.on('end', () => console.log('end'));
  client.on('close', () => server.close(() => console.log('closed')));
});
