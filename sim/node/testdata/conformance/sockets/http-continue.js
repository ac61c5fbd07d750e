const http = require('http');
const server = http.createServer((req, res) => {
  console.log('request', req.headers.expect);
  let n = 0; req.on('data', (d) => { n += d.length; }).on('end', () => { res.writeEarlyHints({ link: '</a>; rel=preload' }); res.end(`${n} bytes`); });
});
server.listen(0, '127.0.0.1', () => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 4 } });
  req.on('continue', () => { console.log('continue'); req.end('body'); });
  req.on('information', (i) => console.log('information', i.statusCode, i.statusMessage, i.headers));
  req.on('response', (res) => { console.log(res.statusCode); res.on('data', (d) => console.log(`${d}`)).on('end', () => server.close()); });
  req.flushHeaders();
});
