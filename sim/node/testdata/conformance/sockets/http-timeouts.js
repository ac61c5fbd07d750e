const http = require('http');
const server = http.createServer((req, res) => { if (req.url === '/late') setTimeout(() => res.end('late'), 100); else res.end('now'); });
server.keepAliveTimeout = 50;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(server.timeout, server.headersTimeout, server.requestTimeout, server.maxHeadersCount);
  const req = http.get({ port, host: '127.0.0.1', path: '/late', timeout: 20 }, () => console.log('never'));
  req.on('timeout', () => { console.log('timeout'); req.destroy(); });
  req.on('error', (e) => console.log(e.code, e.message));
  req.on('close', () => {
    const agent = new http.Agent({ keepAlive: true });
    http.get({ port, host: '127.0.0.1', agent }, (res) => {
      console.log(res.headers['keep-alive']);
      res.resume().on('end', () => {
        const started = Date.now();
        req2.socket.on('close', () => { const took = Date.now() - started; console.log('idle connection closed', took < 2000); server.close(() => console.log('closed')); });
      });
      const req2 = res.req;
    });
  });
});
