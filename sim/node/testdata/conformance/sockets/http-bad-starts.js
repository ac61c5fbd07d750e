// Requests that are wrong from their first line, or in how their fields go on.
const http = require('http');
const net = require('net');
const server = http.createServer((request, response) => response.end(request.url));
server.on('clientError', (error, socket) => {
  console.log(error.code, error.message, error.bytesParsed);
  socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
});
server.listen(0, async () => {
  const { port } = server.address();
  for (const text of [
    'BAD\r\n\r\n', 'POSX / HTTP/1.1\r\n\r\n', 'get / HTTP/1.1\r\n\r\n', 'GET 5 HTTP/1.1\r\n\r\n', 'GET abc HTTP/1.1\r\n\r\n', 'GET a:/b HTTP/1.1\r\n\r\n',
    'GET ?q HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\nHost: a\n\n', 'GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n', 'GET / HTTP/1.1\r\n Host: a\r\n\r\n',
    'GET / HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n', 'GET http://a/b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  ]) {
    await new Promise((resolve) => {
      const client = net.connect(port, () => client.write(text));
      let answer = '';
      client.on('data', (data) => { answer += data; });
      client.on('close', () => {
        console.log(JSON.stringify(text.split('\n')[0]), answer.split('\r\n')[0]);
        resolve();
      });
    });
  }
  server.close();
});
http.createServer((request, response) => {
  for (const link of ['</a>; rel=preload', ['</a>', '</b>; rel=x; as="y"'], 'x', 5, '</a>; =', ['</a>', 'b']]) {
    try {
      response.writeEarlyHints({ link });
      console.log('hinted');
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  response.end();
}).listen(0, function() {
  http.get({ port: this.address().port }, (response) => {
    response.resume();
    this.close();
  }).on('information', ({ statusCode, headers }) => console.log(statusCode, headers.link));
});
