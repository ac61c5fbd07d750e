const http = require('http'), net = require('net');
// What a client puts on the wire.
const server = net.createServer((socket) => {
  let text = '';
  socket.on('data', (d) => {
    text += d;
    clearTimeout(socket.timer);
    socket.timer = setTimeout(() => {
      console.log(JSON.stringify(text.replace(/127.0.0.1:\d+/, 'HOST')));
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    }, 20);
  });
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const send = (options, body) => new Promise((resolve) => {
    const req = http.request({ port, host: '127.0.0.1', ...options }, (res) => res.resume().on('end', resolve));
    if (Array.isArray(body)) { for (const part of body) req.write(part); req.end(); } else req.end(body);
  });
  await send({ path: '/a?b=c' });
  await send({ method: 'post', headers: { 'Content-Type': 'text/plain' } }, 'body');
  await send({ method: 'PUT' }, ['one', 'two']);
  await send({ method: 'DELETE', auth: 'me:secret' });
  await send({ method: 'PUT', headers: { 'Content-Length': 6 } }, ['abc', 'def']);
  await send({ agent: false, headers: { Connection: 'close', 'X-Many': ['1', '2'] } });
  await send({ headers: { Cookie: ['a=1', 'b=2'], HOST: 'other' } });
  await send({ method: 'HEAD', headers: ['Host', 'arr', 'X', 'Y'] });
  server.close(() => console.log('closed'));
});
