const http = require('http');
// One connection for several requests, one after another; and what the agent shows of it.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let connections = 0;
const server = http.createServer((req, res) => res.end(`${req.url} on connection ${connections}`));
server.on('connection', () => connections++);
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const get = (path) => new Promise((resolve, reject) => {
    const req = http.get({ port, host: '127.0.0.1', path, agent }, (res) => {
      let text = '';
      res.on('data', (d) => { text += d; }).on('end', () => resolve([text, req.reusedSocket, res.headers.connection, res.headers['keep-alive']]));
    }).on('error', reject);
  });
  console.log(await Promise.all([get('/1'), get('/2'), get('/3')]));
  const key = agent.getName({ host: '127.0.0.1', port });
  await new Promise(setImmediate);
  console.log(key.replace(port, 'PORT'), Object.keys(agent.sockets).length, agent.freeSockets[key].length, Object.keys(agent.requests).length, agent.totalSocketCount);
  agent.destroy();
  server.close(() => console.log('closed', connections));
});
