// Where a request says that it comes from, what of that it sends, and the order of its fields.
const http = require('http');
for (const referrer of ['bad url', '', 'about:client', 'http://a/b?c#d', 'http://u:p@x/', 'no-referrer', 5, undefined]) {
  try { console.log(String(referrer), JSON.stringify(new Request('http://x', { referrer }).referrer)); } catch (e) { console.log(e.name, e.message, e.cause.code); }
}
console.log(new Request(new Request('http://x', { referrer: 'http://a/' })).referrer, new Request('http://x', { referrer: 'http://a/' }).clone().referrer);
const server = http.createServer((req, res) => {
  const names = req.rawHeaders.filter((_, i) => i % 2 === 0).join();
  res.end(`${req.headers.referer} ${req.url === '/names' ? names : ''} ${req.headers['a-x']} ${req.headers.cookie}`);
});
server.listen(0, async () => {
  const port = String(server.address().port);
  const own = `http://localhost:${port}`;
  const get = async (path, options) => {
    const text = await (await fetch(own + path, options)).text();
    console.log(JSON.stringify(options).replaceAll(port, 'P'), text.replaceAll(port, 'P'));
  };
  for (const referrer of [`${own}/page?x#f`, 'http://u:p@other/p?q#f']) {
    for (const referrerPolicy of ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
      'strict-origin-when-cross-origin', 'unsafe-url']) await get('/', { referrer, referrerPolicy });
  }
  await get('/names', {});
  await get('/names', { referrer: '', method: 'POST', body: 'x' });
  await get('/names', { referrer: own, method: 'POST', body: 'x', headers: { z: '1' } });
  await get('/names', { referrer: own, headers: { referer: 'mine' } });
  const headers = new Headers({ b: '1', 'A-x': '2' });
  headers.append('B', '3');
  headers.set('c', '4');
  headers.delete('b');
  for (const [name, value] of [['b', '5'], ['a-X', '6'], ['Cookie', 'x=1'], ['cookie', 'y=2']]) headers.append(name, value);
  console.log(await (await fetch(`${own}/names`, { headers })).text(), [...headers.keys()].join());
  for (const own of [{ Z: '1', A: '2', z: '3' }, [['q', '1'], ['B', '2'], ['Q', '3']]]) await get('/names', { headers: own, method: 'POST', body: 'x' });
  server.close();
});
