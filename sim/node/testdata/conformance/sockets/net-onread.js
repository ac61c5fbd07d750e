const net = require('net');
const server = net.createServer((s) => s.end('0123456789abcdef')).listen(0, '127.0.0.1', () => {
  const buffer = Buffer.alloc(6);
  let text = '';
  const c = net.connect({ port: server.address().port, host: '127.0.0.1', onread: { buffer, callback(n, b) { text += b.toString('latin1', 0, n); console.log(n, b === buffer); return true; } } });
  c.on('data', () => console.log('never'));
  c.on('end', () => console.log('end', text));
  c.on('close', () => server.close());
});
