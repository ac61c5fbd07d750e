const net = require('net');
const server = net.createServer((socket) => {
  socket.on('error', (e) => console.log('server error', e.code, e.syscall));
  socket.on('close', (h) => { console.log('server close', h); server.close(() => console.log('closed')); });
  socket.resume();
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.resetAndDestroy();
    console.log(client.destroyed, client.readyState, client.pending);
    client.write('x', (e) => console.log('late write', e && e.code));
  });
  client.on('error', (e) => console.log('client error', e.code, e.message));
  client.on('close', (h) => console.log('client close', h));
});
const never = new net.Socket();
never.on('close', (h) => console.log('never close', h)).on('error', (e) => console.log('never error', e.message));
never.destroy(new Error('given up'));
console.log(never.destroyed);
