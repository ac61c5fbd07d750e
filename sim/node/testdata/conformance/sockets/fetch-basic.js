const http = require('http'), zlib = require('zlib');
const server = http.createServer((req, res) => {
  const { pathname } = new URL(req.url, 'http://x');
  let body = '';
  req.on('data', (d) => { body += d; }).on('end', () => {
    switch (pathname) {
      case '/json': res.setHeader('content-type', 'application/json'); res.end(JSON.stringify({ method: req.method, body, type: req.headers['content-type'], length: req.headers['content-length'], te: req.headers['transfer-encoding'] })); break;
      case '/headers': res.end(JSON.stringify(req.rawHeaders.filter((x) => !/^127/.test(x)))); break;
      case '/gzip': res.setHeader('content-encoding', 'gzip'); res.end(zlib.gzipSync('compressed text')); break;
      case '/301': res.writeHead(301, { location: '/json' }); res.end('moved'); break;
      case '/307': res.writeHead(307, { location: '/json' }); res.end('moved'); break;
      case '/loop': res.writeHead(302, { location: '/loop' }); res.end(); break;
      case '/404': res.statusCode = 404; res.end('nothing'); break;
      case '/204': res.statusCode = 204; res.end(); break;
      case '/drop': req.socket.destroy(); break;
      case '/stream': res.write('one '); setTimeout(() => res.end('two'), 10); break;
    }
  });
});
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  console.log(await (await fetch(`${base}/json`)).json());
  console.log(await (await fetch(`${base}/json`, { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'Content-Type': 'application/json' } })).json());
  console.log(await (await fetch(`${base}/json`, { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) })).json());
  console.log(await (await fetch(`${base}/headers`, { headers: { 'x-mine': 'y' } })).json());
  console.log(await (await fetch(`${base}/gzip`)).text());
  let r = await fetch(`${base}/301`, { method: 'POST', body: 'x' });
  console.log(r.redirected, r.url.replace(base, ''), await r.json());
  r = await fetch(`${base}/307`, { method: 'POST', body: 'x' });
  console.log(r.redirected, await r.json());
  r = await fetch(`${base}/301`, { redirect: 'manual' });
  console.log(r.status, r.type, r.headers.get('location'));
  for (const [path, init] of [['/loop'], ['/301', { redirect: 'error' }], ['/drop']]) {
    await fetch(base + path, init).catch((e) => console.log(e.name, e.message, e.cause.name, e.cause.message, e.cause.code));
  }
  r = await fetch(`${base}/404`);
  console.log(r.ok, r.status, r.statusText, await r.text());
  r = await fetch(`${base}/204`);
  console.log(r.status, r.body, await r.text());
  r = await fetch(`${base}/stream`);
  const parts = [];
  for await (const part of r.body) parts.push(Buffer.from(part).toString());
  console.log(parts, r.bodyUsed);
  await r.text().catch((e) => console.log(e.name, e.message));
  console.log((await Promise.all([1, 2, 3].map((i) => fetch(`${base}/json?${i}`).then((x) => x.status)))).join());
  server.close(() => console.log('closed'));
  await fetch('http://127.0.0.1:3/').catch((e) => console.log(e.message, e.cause.code, e.cause.syscall, e.cause.port));
  await fetch('http://127.0.0.1:1/').catch((e) => console.log(e.message, e.cause.message));
});
