// What is asked of groups in vain, and sending on a connected socket.
const dgram = require('dgram');
const a = dgram.createSocket('udp4'), b = dgram.createSocket('udp6');
const attempts = {
  none: () => a.addMembership(), word: () => a.addMembership('x'), host: () => a.addMembership('1.2.3.4'), leaveHost: () => a.dropMembership('1.2.3.4'),
  leave: () => a.dropMembership('224.0.0.5'), leaveWord: () => a.dropMembership('x'), ttl0: () => a.setMulticastTTL(0), ttl256: () => a.setMulticastTTL(256),
  ttlWord: () => a.setMulticastTTL('3'), ttl: () => a.setMulticastTTL(3), loopback: () => a.setMulticastLoopback(0), via: () => a.setMulticastInterface('x'),
  viaNumber: () => a.setMulticastInterface(5), leave6: () => b.dropMembership('ff02::5'), leave4of6: () => b.dropMembership('224.0.0.1'),
  host6: () => b.addMembership('::1'), leaveSource: () => a.dropSourceSpecificMembership('1.1.1.1', '232.1.1.1'),
  sourceOfHost: () => a.addSourceSpecificMembership('1.1.1.1', '1.1.1.1'), source: () => a.addSourceSpecificMembership(5), ttl6: () => b.setMulticastTTL(300),
};
a.bind(0, '127.0.0.1', () => b.bind(0, () => {
  for (const [name, attempt] of Object.entries(attempts)) try { console.log(name, attempt()); } catch (e) { console.log(name, e.code, e.message); }
  b.close();
  const c = dgram.createSocket('udp4');
  c.connect(a.address().port, '127.0.0.1', () => {
    for (const args of [['x', 0, 1, 9, '127.0.0.1'], ['x', 0, 1, 9]]) try { c.send(...args); } catch (e) { console.log(e.code, e.message); }
    a.on('message', (m) => { console.log(String(m)); a.close(); c.close(); });
    c.send('hello', 1, 3, () => console.log('sent'));
  });
}));
