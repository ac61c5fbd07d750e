const http = require('http');
const server = http.createServer((req, res) => {
  console.log('request', req.method, req.url, req.headers.host.replace(/\d+$/, 'N'), req.httpVersion);
  let body = '';
  req.on('data', (d) => body += d).on('end', () => {
    res.setHeader('X-A', 'b');
    if (req.url === '/chunked') { res.write('one'); res.write('two'); res.end('three'); }
    else res.end('hello ' + body);
  });
  res.on('finish', () => console.log('res finish')).on('close', () => console.log('res close'));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const done = () => server.close(() => console.log('closed'));
  http.get({ port, host: '127.0.0.1', path: '/a' }, (res) => {
    console.log(res.statusCode, res.statusMessage, Object.keys(res.headers).join());
    res.setEncoding('utf8').on('data', (d) => console.log('data', d)).on('end', () => {
      console.log('end');
      const r = http.request({ port, host: '127.0.0.1', path: '/chunked', method: 'POST' }, (res) => {
        console.log(res.headers['transfer-encoding'], res.headers.connection);
        let t = ''; res.on('data', (d) => t += d).on('end', () => { console.log(t, res.complete); done(); });
      });
      r.on('finish', () => console.log('req finish')).on('close', () => console.log('req close'));
      r.write('some'); r.end('thing');
    });
  }).on('socket', () => console.log('socket')).on('close', () => console.log('close'));
});
