const http = require('http');
const agent = new http.Agent({ keepAlive: true });
const server = http.createServer((req, res) => { if (req.url === '/hang') res.write('x'); else res.end('ok'); });
server.listen(0, '127.0.0.1', () => {
  const options = { port: server.address().port, host: '127.0.0.1', agent };
  http.get({ ...options, path: '/hang' }, (res) => {
    res.on('error', (e) => console.log('hang', e.code)).on('close', () => console.log('hang closed'));
    res.once('data', () => http.get(options, (r) => r.resume().on('end', () => setTimeout(() => {
      server.close(() => console.log('closed'));
      console.log('listening', server.listening);
      setTimeout(() => { server.getConnections((e, n) => console.log('connections', n)); server.closeAllConnections(); }, 20);
    }, 20))));
  });
});
