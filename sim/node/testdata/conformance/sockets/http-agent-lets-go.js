// An agent does not use a connection again that the server closes within a second
const http = require('http');
(async () => {
  for (const keepAliveTimeout of [200, 1000, 3000]) {
    for (const timeout of [undefined, 4000]) {
      const server = http.createServer((q, r) => r.end('x'));
      server.keepAliveTimeout = keepAliveTimeout;
      await new Promise((resolve) => server.listen(0, resolve));
      const agent = new http.Agent({ keepAlive: true, timeout });
      for (let i = 0; i < 2; i++) {
        await new Promise((resolve) => {
          const request = http.get({ port: server.address().port, agent }, (response) => {
            response.resume().on('end', () => setImmediate(() => {
              const free = Object.values(agent.freeSockets).flat();
              console.log(keepAliveTimeout, response.headers['keep-alive'], request.reusedSocket, free.length, free[0]?.timeout);
              resolve();
            }));
          });
        });
      }
      agent.destroy();
      server.close();
      server.closeAllConnections();
    }
  }
})();
