const net = require('net');
// Where a socket's callbacks come among the loop's phases.
const server = net.createServer((socket) => {
  console.log('connection');
  process.nextTick(() => console.log('tick after connection'));
  Promise.resolve().then(() => console.log('microtask after connection'));
  setImmediate(() => console.log('immediate after connection'));
  socket.on('data', (d) => { console.log('server data', `${d}`); socket.end('bye'); });
});
server.listen(0, '127.0.0.1');
console.log('listening soon', server.listening);
server.on('listening', () => {
  console.log('listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on("connect", () => {
    console.log('connect');
    process.nextTick(() => console.log('tick after connect'));
  });
  client.on('ready', () => console.log('ready'));
  setTimeout(() => client.write('hello'), 20);
  client.on('data', (d) => {
    console.log('client data', `${d}`);
    setImmediate(() => console.log('immediate after data'));
  });
  client.on('end', () => console.log('client end'));
  client.on('finish', () => console.log('client finish'));
  client.on('close', () => { console.log('client close'); server.close(); });
});
server.on('close', () => console.log('server close'));
process.nextTick(() => console.log('tick'));
