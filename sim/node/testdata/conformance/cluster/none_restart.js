// schedulingPolicy none; http in workers; requests spread; graceful restart
const cluster = require('cluster');
const http = require('http');
cluster.schedulingPolicy = cluster.SCHED_NONE;
if (cluster.isPrimary) (async () => {
  console.log(cluster.schedulingPolicy, cluster.SCHED_NONE, cluster.SCHED_RR);
  const start = () => new Promise((d) => cluster.fork().once('listening', function(a) { d([this, a.port]); }));
  const [w1, port] = await start();
  const get = () => new Promise((d) => http.get({ port, agent: false }, (r) => { let t = ''; r.on('data', (x) => t += x).on('end', () => d(t)); }).on('error', (e) => d(e.code)));
  console.log(await get(), await get());
  w1.disconnect();
  await new Promise((d) => w1.once('exit', d));
  console.log('after', await get());
  const [w2, port2] = await start();
  console.log(port2 === port || 'another port');
  w2.kill();
  w2.on('exit', (c, s) => console.log('exit', c, s, w2.exitedAfterDisconnect));
})(); else {
  http.createServer((q, r) => r.end('worker ' + cluster.worker.id)).listen(0);
}
