const dgram = require('dgram');
const server = dgram.createSocket('udp4');
server.on('listening', () => { const a = server.address(); console.log('listening', a.address, a.family, a.port > 0); });
server.on('message', (msg, info) => {
  console.log('server got', `${msg}`, info.address, info.family, info.size, info.port === client.address().port);
  server.send(`echo ${msg}`, info.port, info.address);
});
server.on('close', () => console.log('server close'));
const client = dgram.createSocket({ type: 'udp4' }, (msg) => {
  console.log('client got', `${msg}`);
  if (++got === 3) { client.close(() => console.log('client close')); server.close(); }
});
let got = 0;
server.bind(0, '127.0.0.1', () => {
  console.log('bound');
  const { port } = server.address();
  client.send('one', port, '127.0.0.1', (e, n) => console.log('sent', e, n));
  client.send([Buffer.from('t'), 'wo'], port, '127.0.0.1');
  client.send(Buffer.from('xthreex'), 1, 5, port, '127.0.0.1');
  console.log('after send');
});
