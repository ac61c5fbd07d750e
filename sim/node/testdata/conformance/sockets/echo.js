const net = require('net');
const server = net.createServer((c) => {
  console.log('server: connection');
  c.on('data', (d) => { console.log('server got', d.toString()); c.write('echo:' + d); });
  c.on('end', () => { console.log('server end'); });
  c.on('close', (h) => console.log('server close', h));
});
server.listen(0, '127.0.0.1', () => {
  console.log('listening', server.address().address);
  const c = net.connect(server.address().port, '127.0.0.1', () => { console.log('connected'); c.write('hello'); });
  c.on('data', (d) => { console.log('client got', d.toString()); if (d.toString() === 'echo:hello') c.end('bye'); });
  c.on('end', () => console.log('client end'));
  c.on('close', (h) => { console.log('client close', h); server.close(() => console.log('closed')); });
  for (const e of ['lookup','ready','drain','finish','connectionAttempt']) c.on(e, (...a) => console.log('client', e, e==='connectionAttempt'? a[0] : a));
});
net.connect(1, '127.0.0.1').on('error', (e) => console.log(e)).on('close', (h) => console.log('c2 close', h));
net.createServer().listen(0, function () { const p = this.address().port; const s2 = net.createServer().on('error', (e) => { console.log(e.message.replace(/\d+$/, 'N'), e.code); this.close(); }).listen(p); });
