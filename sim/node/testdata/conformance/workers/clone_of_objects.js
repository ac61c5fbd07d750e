// What ports show of themselves, and what arrives of errors, proxies and lists of addresses.
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');
const { BlockList, SocketAddress } = require('net');
const { port1, port2 } = new MessageChannel();
console.log(port1);
port2.on('message', () => {});
console.log(port2, { port2 });
port2.close();
console.log(new MessageChannel());
const list = new BlockList();
list.addAddress('127.0.0.1');
list.addRange('10.0.0.1', '10.0.0.9');
list.addSubnet('2001:db8::', 32, 'ipv6');
const same = structuredClone(list);
console.log(same instanceof BlockList, same.rules, same.check('10.0.0.5'), same.check('10.0.1.5'), same.check('2001:db8::9', 'ipv6'));
console.log(structuredClone(new SocketAddress({ address: '1.2.3.4', port: 5 })));
const error = new TypeError('without a stack', { cause: 'c' });
delete error.stack;
console.log(structuredClone(error), Object.getOwnPropertyNames(structuredClone(error)));
for (const value of [new Proxy([], {}), new Proxy({}, {}), [new Proxy([1], {})]]) {
  try { console.log(structuredClone(value)); } catch (e) { console.log(e.name, e.message); }
}
const pair = new MessageChannel();
pair.port1.postMessage(error);
console.log(receiveMessageOnPort(pair.port2));
