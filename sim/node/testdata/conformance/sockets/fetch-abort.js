const http = require('http');
const server = http.createServer((req, res) => { if (req.url === '/half') res.write('half'); });
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const c = new AbortController();
  setTimeout(() => c.abort(), 200);
  await fetch(`${base}/never`, { signal: c.signal }).catch((e) => console.log(e.name, e.message, e.code));
  await fetch(`${base}/never`, { signal: AbortSignal.timeout(200) }).catch((e) => console.log(e.name, e.message, e.code));
  await fetch(`${base}/never`, { signal: AbortSignal.abort(new Error('mine')) }).catch((e) => console.log(e.name, e.message));
  const d = new AbortController();
  const r = await fetch(`${base}/half`, { signal: d.signal });
  const reader = r.body.getReader();
  console.log(Buffer.from((await reader.read()).value).toString());
  d.abort();
  await reader.read().catch((e) => console.log(e.name));
  server.closeAllConnections();
  server.close(() => console.log('closed'));
});
