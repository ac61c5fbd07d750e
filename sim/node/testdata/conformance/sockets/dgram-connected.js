const dgram = require('dgram');
const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
const server = dgram.createSocket('udp4', (msg, info) => { console.log('got', `${msg}`, msg.length); if (`${msg}` === 'end') { server.close(); client.close(); } });
const client = dgram.createSocket('udp4');
attempt(() => client.remoteAddress());
attempt(() => client.disconnect());
server.bind(0, '127.0.0.1', () => {
  client.connect(server.address().port, '127.0.0.1', (e) => {
    console.log('connected', e, client.remoteAddress().address, client.remoteAddress().family);
    attempt(() => client.connect(1));
    client.send('hello');
    client.send('', () => client.send('end'));
  });
  attempt(() => client.connect(2));
});
client.on('connect', () => console.log('connect'));
client.on('close', () => { attempt(() => client.send('x')); attempt(() => client.address()); attempt(() => client.close()); });
