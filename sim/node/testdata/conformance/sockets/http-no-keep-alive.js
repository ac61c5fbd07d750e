const http = require('http');
const agent = new http.Agent();
let n = 0;
const server = http.createServer((req, res) => { res.end(`${req.headers.connection} ${++n}`); });
server.on('connection', () => console.log('connection'));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const next = (i) => {
    if (i === 3) return server.close(() => console.log('closed'));
    http.get({ port, host: '127.0.0.1', agent }, (res) => {
      console.log(res.headers.connection, res.headers['content-length']);
      res.on('data', (d) => console.log(`${d}`)).on('end', () => console.log('end')).on('close', () => { console.log('res close'); next(i + 1); });
    });
  };
  next(0);
});
