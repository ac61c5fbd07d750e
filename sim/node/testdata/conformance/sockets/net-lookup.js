const net = require('net');
const server = net.createServer((s) => s.end('found you')).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const client = net.connect({ port, host: 'some.where', lookup(name, options, callback) {
    console.log('lookup', name, options.all, options.family);
    if (options.all) process.nextTick(callback, null, [{ address: '127.0.0.1', family: 4 }]);
    else process.nextTick(callback, null, '127.0.0.1', 4);
  } });
  client.on('lookup', (e, ip, family, host) => console.log('event lookup', e, ip, family, host));
  client.on('connectionAttempt', (ip, p, family) => console.log('attempt', ip, p === port, family));
  client.on('data', (d) => console.log(`${d}`));
  client.on('close', () => {
    const failed = net.connect({ port, host: 'no.where', lookup: (n, o, cb) => cb(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })) });
    failed.on('error', (e) => console.log('error', e.code, e.message)).on('close', (h) => { console.log(h); server.close(); });
    failed.on('lookup', (e, ...rest) => console.log('event lookup', e.code, rest));
  });
});
