// messages: between workers through the primary; advanced serialization; handles; errors
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  cluster.setupPrimary({ serialization: 'advanced' });
  const ws = [0, 1, 2].map((i) => cluster.fork({ I: i }));
  let ready = 0; const log = [];
  cluster.on('message', (w, m, h) => {
    if (m === 'ready') { if (++ready === 3) ws[0].send({ to: 1, map: new Map([['k', 1n]]) }); return; }
    if (m.to !== undefined) { ws[m.to].send(m); return; }
    log.push([w.id, m, h === undefined]);
    if (m.done === 3) {
      console.log(log);
      const server = net.createServer().listen(0, () => {
        ws[2].send('server', server, (e) => console.log('handed', e));
      });
      server.on('connection', () => console.log('primary got it'));
      cluster.once('message', (w, m) => { console.log(m); const port = server.address().port; server.close(); net.connect(port).on('data', (d) => console.log(String(d))).on('close', () => { for (const w of ws) w.process.disconnect(); }); });
    }
  });
  cluster.on('exit', (w, c) => { ready--; if (ready === 0) console.log('all exited', ws.map((w) => [w.exitedAfterDisconnect, w.process.exitCode])); });
} else {
  process.on('message', (m, h) => {
    if (m === 'server') { h.on('connection', (s) => s.end('from ' + cluster.worker.id)); process.send({ has: true }); return; }
    if (!(m.map instanceof Map)) throw new Error('no map');
    m.map.set('w' + cluster.worker.id, [cluster.worker.id]);
    process.send(m.to < 2 ? { to: m.to + 1, map: m.map } : { done: 3, map: m.map });
  });
  cluster.worker.send('ready');
}
