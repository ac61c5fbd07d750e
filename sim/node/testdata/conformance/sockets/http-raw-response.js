const http = require('http'), net = require('net');
// What stands on the wire.
const server = http.createServer((req, res) => {
  res.sendDate = false;
  switch (req.url) {
    case '/plain': res.setHeader('Content-Type', 'text/plain'); res.end('plain'); break;
    case '/chunks': res.write('a'); setImmediate(() => { res.write('bcd'); res.end(); }); break;
    case '/head': res.writeHead(201, 'Made', { 'X-One': 1, 'X-List': ['a', 'b'] }); res.end('no body for HEAD'); break;
    case '/none': res.statusCode = 204; res.end(); break;
    case '/trailer': res.writeHead(200, { Trailer: 'X-T', 'Transfer-Encoding': 'chunked' }); res.write('body'); res.addTrailers({ 'X-T': 'last' }); res.end(); break;
    case '/raw': res.writeHead(200, ['A', '1', 'B', '2', 'A', '3']); res.end(); break;
    default: res.shouldKeepAlive = false; res.end('closing');
  }
});
server.listen(0, '127.0.0.1', () => {
  const ask = (lines) => new Promise((resolve) => {
    const c = net.connect(server.address().port, '127.0.0.1');
    let text = '';
    c.setEncoding('latin1').on('data', (d) => { text += d; }).on('close', () => resolve(text));
    c.write(lines.join('\r\n') + '\r\n\r\n');
    setTimeout(() => c.end(), 60);
  });
  (async () => {
    for (const [method, path] of [['GET', '/plain'], ['GET', '/chunks'], ['HEAD', '/head'], ['GET', '/none'], ['GET', '/trailer'], ['GET', '/raw'], ['GET', '/x']]) {
      console.log(JSON.stringify(await ask([`${method} ${path} HTTP/1.1`, 'Host: h'])));
    }
    console.log(JSON.stringify(await ask(['GET /plain HTTP/1.0'])));
    console.log(JSON.stringify((await ask(['GET /plain HTTP/1.1'])).replace(/Date: [^\r]*/, 'Date: D')));
    console.log(JSON.stringify(await ask(['NONSENSE'])));
    console.log(JSON.stringify(await ask(['GET / HTTP/1.1', 'Host: h', 'Bad Header: x'])));
    server.close();
  })();
});
