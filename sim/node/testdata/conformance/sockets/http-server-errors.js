const http = require('http'), net = require('net');
const server = http.createServer((req, res) => { res.sendDate = false; res.end('ok'); });
server.on('clientError', (e, socket) => { console.log('clientError', e.code, e.message, e.bytesParsed); socket.end('HTTP/1.1 400 Mine\r\n\r\n'); });
server.listen(0, '127.0.0.1', async () => {
  const ask = (text) => new Promise((resolve) => {
    const c = net.connect(server.address().port, '127.0.0.1');
    let answer = '';
    c.on('data', (d) => { answer += d; }).on('close', () => resolve(answer)).on('error', (e) => console.log(e.code));
    c.write(text);
  });
  console.log(JSON.stringify(await ask('hello\r\n\r\n')));
  console.log(JSON.stringify(await ask('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n')));
  console.log(JSON.stringify(await ask('GET / HTTP/1.1\r\nHost: x\r\nX: ' + 'y'.repeat(20000) + '\r\n\r\n')));
  server.close(() => console.log('closed'));
});
