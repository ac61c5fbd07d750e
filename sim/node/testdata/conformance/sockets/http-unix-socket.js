const http = require('http'), os = require('os'), path = require('path');
const socketPath = path.join(os.tmpdir(), `timeslice-http-${process.pid}.sock`);
const server = http.createServer((req, res) => res.end(`${req.headers.host} ${req.url} ${req.socket.remoteAddress}`)).listen(socketPath, () => {
  http.get({ socketPath, path: '/x', agent: new http.Agent() }, (res) => {
    res.on('data', (d) => console.log(`${d}`)).on('end', () => server.close(() => console.log('closed')));
  });
  http.get({ socketPath: '/tmp/not-there.sock' }).on('error', (e) => console.log(e.code, e.message));
});
