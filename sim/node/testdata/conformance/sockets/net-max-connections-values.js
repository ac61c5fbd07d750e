// What a server does with more connections than it may have: 0 and null are no limit.
const net = require('net');
(async () => {
  for (const max of [0, 1, undefined, null, -1]) {
    const s = net.createServer((c) => c.end('hi')); s.maxConnections = max;
    s.on('drop', () => console.log('drop', max));
    await new Promise((r) => s.listen(0, r));
    const got = await new Promise((r) => { let d = ''; net.connect(s.address().port).on('data', (x) => d += x).on('error', (e) => r(e.code)).on('close', () => r(d)); });
    console.log(max, got); s.close();
  }
})();
