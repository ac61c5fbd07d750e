// round robin over keep-alive and not; worker state; load; worker exit in mid request
const cluster = require('cluster');
const http = require('http');
if (cluster.isPrimary) (async () => {
  const N = 3, count = {};
  let port;
  await Promise.all(Array.from({ length: N }, () => new Promise((d) => cluster.fork().once('listening', (a) => { port = a.port; d(); }))));
  const get = (path = '/', agent = false) => new Promise((d) => http.get({ port, path, agent }, (r) => { let t = ''; r.on('data', (x) => t += x).on('end', () => d(t)).on('error', (e) => d('res ' + e.code)); }).on('error', (e) => d(e.code + ' ' + e.message)));
  for (let i = 0; i < 9; i++) { const t = await get(); count[t] = (count[t] || 0) + 1; }
  console.log(Object.values(count));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const seen = new Set(); for (let i = 0; i < 5; i++) seen.add(await get('/', agent));
  console.log('keep-alive', seen.size); agent.destroy();
  console.log(await get('/die'));
  await new Promise((d) => cluster.once('exit', (w, c) => { console.log('code', c, Object.keys(cluster.workers).length); d(); }));
  const again = {}; for (let i = 0; i < 6; i++) { const t = await get(); again[t] = (again[t] || 0) + 1; }
  console.log(Object.values(again));
  console.log(await get('/half'));
  cluster.disconnect(() => console.log('end', Object.keys(cluster.workers).length));
})(); else {
  http.createServer((q, r) => {
    if (q.url === '/die') process.exit(9);
    if (q.url === '/half') { r.writeHead(200, { 'content-length': 10 }); r.write('half'); setTimeout(() => r.destroy(), 10); return; }
    r.end(String(cluster.worker.id));
  }).listen(0);
}
