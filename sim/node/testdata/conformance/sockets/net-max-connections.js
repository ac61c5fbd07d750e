const net = require('net');
const server = net.createServer((socket) => { console.log('connection', server._connections); socket.on('error', () => {}); });
server.maxConnections = 1;
server.on('drop', (data) => console.log('drop', data.remoteAddress, data.localFamily, data.localPort === server.address().port));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const first = net.connect(port, '127.0.0.1', () => {
    const second = net.connect(port, '127.0.0.1');
    second.on('error', () => {});
    second.resume();
    second.on('close', () => { console.log('second closed'); first.end(); });
  });
  first.resume();
  first.on('close', () => server.close(() => console.log('closed')));
});
