// Lines of HTTP that do not end by CR and LF.
const net = require('net');
const http = require('http');
const head = 'HTTP/1.1 200 OK\r\n';
const answers = {
  statusLine: 'HTTP/1.1 200 OK\nContent-Length: 1\r\n\r\nz', value: `${head}Content-Length: 1\n\r\nz`, end: `${head}Content-Length: 1\r\n\nz`,
  noReason: 'HTTP/1.1 200\nContent-Length: 1\r\n\r\nz', emptyReason: 'HTTP/1.1 200 \nContent-Length: 1\r\n\r\nz',
  chunkSize: `${head}Transfer-Encoding: chunked\r\n\r\n1\nz\r\n0\r\n\r\n`, chunk: `${head}Transfer-Encoding: chunked\r\n\r\n1\r\nz\n0\r\n\r\n`,
  afterHead: `${head}Content-Length: 1\r\n\rz`, onlyReturn: 'HTTP/1.1 200 OK\rContent-Length: 1\r\n\r\nz', before: `\n${head}Content-Length: 1\r\n\r\nz`,
  folded: `${head}A: b\n c\r\nContent-Length: 1\r\n\r\nz`, whole: `${head}Content-Length: 1\r\n\r\nz`,
};
const requests = {
  requestLine: 'GET / HTTP/1.1\nHost: h\r\n\r\n', value: 'GET / HTTP/1.1\r\nHost: h\n\r\n', end: 'GET / HTTP/1.1\r\nHost: h\r\n\n',
  onlyReturn: 'GET / HTTP/1.1\rHost: h\r\n\r\n', chunkSize: 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\nz\r\n0\r\n\r\n',
  chunk: 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nz\n0\r\n\r\n', old: 'GET /\r\nHost: h\r\n\r\n', oldLine: 'GET /\nHost: h\r\n\r\n',
  all: 'GET / HTTP/1.1\nHost: h\n\n',
};
const answered = (name, text, insecureHTTPParser) => new Promise((done) => {
  const server = net.createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(text))).listen(0, () => {
    const log = [name];
    const request = http.request({ port: server.address().port, agent: false, insecureHTTPParser });
    request.on('response', (response) => {
      log.push(response.statusCode, response.statusMessage, JSON.stringify(response.headers));
      response.on('data', (data) => log.push(String(data))).on('error', (error) => log.push(error.code));
    });
    request.on('error', (error) => log.push(error.code, error.message, error.bytesParsed)).on('close', () => {
      console.log(log.join(' '));
      server.close(done);
    });
    request.end();
  });
});
const requested = (name, text) => new Promise((done) => {
  const log = [name];
  const server = http.createServer((req, res) => {
    log.push(req.url);
    res.shouldKeepAlive = false;
    req.on('data', (data) => log.push(String(data))).on('end', () => res.end()).on('error', () => {});
  });
  server.on('clientError', (error, socket) => {
    log.push(error.code, error.message, error.bytesParsed);
    socket.destroy();
  });
  server.listen(0, () => {
    net.connect(server.address().port, function() { this.write(text); }).resume().on('error', () => {}).on('close', () => {
      console.log(log.join(' '));
      server.close(done);
    });
  });
});
(async () => {
  for (const [name, text] of Object.entries(answers)) await answered(name, text);
  await answered('lenient', answers.value, true);
  for (const [name, text] of Object.entries(requests)) await requested(name, text);
})();
