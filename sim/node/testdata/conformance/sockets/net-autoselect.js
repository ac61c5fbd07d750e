const net = require('net');
console.log(net.getDefaultAutoSelectFamily(), net.getDefaultAutoSelectFamilyAttemptTimeout());
const lookup = (list) => (name, options, callback) => callback(null, list);
const server = net.createServer((s) => s.end('hi')).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const both = net.connect({ port, host: 'x.test', lookup: lookup([{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.1', family: 4 }]) });
  both.on('connectionAttempt', (...a) => console.log('attempt', a[0], a[2]));
  both.on('connectionAttemptFailed', (ip, p, f, e) => console.log('failed', ip, f, e.code));
  both.on('connect', () => console.log('connect', both.remoteAddress));
  both.resume().on('close', () => {
    server.close();
    const none = net.connect({ port: 1, host: 'x.test', lookup: lookup([{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.3', family: 4 }]) });
    none.on('error', (e) => console.log(e.constructor.name, e.name, e.code, e.message, e.errors.map((x) => x.message)));
  });
});
