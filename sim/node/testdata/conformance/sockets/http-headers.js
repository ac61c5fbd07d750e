const http = require('http');
const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
const server = http.createServer((req, res) => {
  console.log(req.headers, req.rawHeaders.length, req.headersDistinct['x-a']);
  attempt(() => res.setHeader('bad name', 'x'));
  attempt(() => res.setHeader('X-Bad', 'a\nb'));
  attempt(() => res.setHeader('X-None', undefined));
  attempt(() => res.setHeader('X-One', 1) === res);
  attempt(() => res.appendHeader('X-One', 'two').getHeader('x-one'));
  attempt(() => res.getHeaderNames());
  attempt(() => ({ ...res.getHeaders() }));
  attempt(() => res.hasHeader('X-ONE'));
  attempt(() => res.removeHeader('x-one'));
  attempt(() => res.hasHeader('X-ONE'));
  attempt(() => res.writeHead(99));
  attempt(() => res.writeHead('abc'));
  res.setHeader('Set-Cookie', ['a=1', 'b=2']);
  res.writeHead(404, { 'X-Two': '2' });
  attempt(() => res.headersSent);
  attempt(() => res.setHeader('x', 'y'));
  attempt(() => res.removeHeader('x'));
  attempt(() => res.writeHead(200));
  attempt(() => res.write(null));
  attempt(() => res.write(3));
  attempt(() => res.end('done') === res);
  res.end('again', (e) => console.log('again', e.code));
  res.on('error', (e) => console.log('error', e.code));
});
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', headers: { host: 'h', 'X-A': ['1', '2'], 'User-Agent': 'me' } }, (res) => {
    console.log(res.statusCode, res.statusMessage, res.headers['set-cookie'], res.headers['x-two']);
    res.on('data', (d) => console.log(`${d}`)).on('end', () => server.close());
  });
});
console.log(http.STATUS_CODES[418], http.METHODS.length, http.METHODS.includes('QUERY'), http.maxHeaderSize);
attempt(() => http.validateHeaderName('a b'));
attempt(() => http.validateHeaderValue('a', 'ä\u0100'));
