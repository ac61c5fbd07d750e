const http = require('http');
const server = http.createServer((req, res) => res.end('plain'));
server.on('upgrade', (req, socket, head) => {
  console.log('server upgrade', req.headers.upgrade, head.length);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
  socket.pipe(socket);
});
server.on('connect', (req, socket) => { console.log('server connect', req.url); socket.end('HTTP/1.1 200 Connection Established\r\n\r\ntunnel'); });
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const req = http.request({ port, host: '127.0.0.1', headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
  req.on('upgrade', (res, socket, head) => {
    console.log('client upgrade', res.statusCode, head.length);
    socket.write('ping');
    socket.on('data', (d) => { console.log(`${d}`); socket.end(); });
    socket.on('close', () => {
      http.request({ port, host: '127.0.0.1', method: 'CONNECT', path: 'a.test:80' }).on('connect', (res, socket, head) => {
        console.log('client connect', res.statusCode, `${head}`);
        socket.on('data', (d) => console.log(`${d}`)).on('end', () => server.close(() => console.log('closed')));
      }).end();
    });
  });
  req.on('response', () => console.log('never')).end();
});
