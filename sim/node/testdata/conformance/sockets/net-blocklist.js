const { BlockList, SocketAddress, isIP, isIPv4, isIPv6 } = require('net');
const list = new BlockList();
list.addAddress('123.123.123.123');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
console.log(list.check('123.123.123.123'), list.check('10.0.0.3'), list.check('222.111.111.222'));
console.log(list.check('::ffff:7b7b:7b7b', 'ipv6'), list.check('::ffff:123.123.123.123', 'ipv6'), list.check('8592:757c:efae:4e45::1', 'ipv6'));
console.log(list.rules);
const a = new SocketAddress({ address: '1.2.3.4', port: 80 });
console.log(a.address, a.port, a.family, a.flowlabel);
console.log(new SocketAddress({ family: 'ipv6', address: '::1', flowlabel: 3 }).toJSON());
console.log(isIP('127.0.0.1'), isIP('::1'), isIP('x'), isIPv4('1.2.3'), isIPv6('fe80::1%lo'));
try { list.addAddress('nothing'); } catch (e) { console.log(e.code, e.message); }
