const dgram = require('dgram');
const server = dgram.createSocket('udp4');
const got = [];
server.on('message', (m) => {
  got.push(`${m}`);
  process.nextTick(() => got.push('tick'));
  setImmediate(() => got.push('immediate'));
  if (got.filter((x) => x.startsWith('m')).length === 5) setTimeout(() => { console.log(got.join(' ')); server.close(); }, 10);
});
server.bind(0, '127.0.0.1');
console.log('bind called');
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
server.on('listening', () => {
  console.log('listening');
  const c = dgram.createSocket('udp4');
  c.bind(0, () => {
    for (let i = 0; i < 5; i++) c.send(`m${i}`, server.address().port, '127.0.0.1');
    setTimeout(() => c.close(), 20);
    const end = Date.now() + 5; while (Date.now() < end);
  });
});
