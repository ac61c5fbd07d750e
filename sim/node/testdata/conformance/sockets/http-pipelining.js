const http = require('http'), net = require('net');
// Answers go in the order of the requests, whoever is ready first.
const server = http.createServer((req, res) => {
  console.log('request', req.url);
  res.sendDate = false;
  setTimeout(() => { console.log('answer', req.url); res.end(req.url); }, req.url === '/1' ? 40 : 5);
});
server.listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  c.write('GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\nPOST /3 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc');
  c.on('data', (d) => { text += d; }).on('end', () => { console.log(text.split('\r\n').filter((l) => l.startsWith('/') || l.includes('/')).join(' ')); server.close(() => console.log('closed')); });
});
