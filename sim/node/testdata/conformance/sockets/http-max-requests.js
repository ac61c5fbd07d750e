const http = require('http');
const server = http.createServer((req, res) => res.end('ok'));
server.maxRequestsPerSocket = 2;
let connections = 0;
server.on('connection', () => connections++);
server.listen(0, '127.0.0.1', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let i = 0; i < 4; i++) {
    await new Promise((resolve) => http.get({ port: server.address().port, host: '127.0.0.1', agent }, (res) => {
      console.log(res.headers.connection, res.headers['keep-alive'], connections);
      res.resume().on('close', resolve);
    }));
  }
  agent.destroy();
  server.close(() => console.log('closed', connections));
});
