const http = require('http');
const server = http.createServer((req, res) => {
  const url = new URL(req.url, `http://${req.headers.host}`);
  if (url.pathname === '/old') { res.writeHead(302, { Location: '/new?from=old' }); return res.end(); }
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ path: url.pathname, query: Object.fromEntries(url.searchParams), auth: req.headers.authorization, method: req.method }));
});
function get(url, left = 3) {
  return new Promise((resolve, reject) => {
    http.get(url, (res) => {
      if (res.statusCode === 302 && left > 0) { res.resume(); return resolve(get(new URL(res.headers.location, url), left - 1)); }
      let text = '';
      res.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () => resolve(JSON.parse(text)));
    }).on('error', reject);
  });
}
server.listen(0, '127.0.0.1', async () => {
  const base = `http://me:pass@127.0.0.1:${server.address().port}`;
  console.log(await get(`${base}/direct?a=1&b=%C3%BC`));
  console.log(await get(`${base}/old`));
  server.close();
});
