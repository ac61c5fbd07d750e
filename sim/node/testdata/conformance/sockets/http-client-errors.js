const http = require('http'), net = require('net');
const attempt = (f) => { try { f(); console.log('no error'); } catch (e) { console.log(e.name, e.code, e.message); } };
attempt(() => http.request({ protocol: 'https:' }));
attempt(() => http.request({ path: '/a b' }));
attempt(() => http.request({ method: 'A B' }));
attempt(() => http.request({ hostname: 3 }));
attempt(() => http.request({ agent: {} }));
attempt(() => http.request('nothing'));
attempt(() => http.get({ method: 3 }));
http.get({ host: '127.0.0.1', port: 1 }).on('error', (e) => console.log('refused', e.code, e.message)).on('close', () => console.log('close'));
// Servers that answer badly, or not at all.
const answers = ['', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', 'nonsense\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\nuntil the end'];
const server = net.createServer((s) => { s.resume(); s.once('data', () => s.end(answers[server.now])); });
server.listen(0, '127.0.0.1', async () => {
  for (server.now = 0; server.now < answers.length; server.now++) {
    await new Promise((resolve) => {
      const req = http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
        res.on('data', (d) => console.log('data', `${d}`)).on('end', () => console.log('end')).on('aborted', () => console.log('aborted'));
        res.on('error', (e) => console.log('res error', e.code, e.message)).on('close', () => console.log('res close', res.complete));
      });
      req.on('error', (e) => console.log('req error', e.code, e.message)).on('close', () => { console.log('req close', req.destroyed); resolve(); });
    });
  }
  server.close();
});
