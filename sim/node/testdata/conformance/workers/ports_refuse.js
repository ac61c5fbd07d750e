// What ports refuse, in which words, and that nothing has moved when they do.
const { MessageChannel, MessagePort, BroadcastChannel, receiveMessageOnPort } = require('worker_threads');
const { inspect } = require('util');

function attempt(name, f) {
  try {
    console.log(name, f());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
}

attempt('new', () => new MessagePort());
attempt('call', () => MessagePort());
attempt('channel', () => MessageChannel());
console.log(MessagePort, MessageChannel, Object.getOwnPropertyNames(MessagePort.prototype).join());

const { port1, port2 } = new MessageChannel();
const iterable = (iterate) => ({ [Symbol.iterator]: iterate });
const lists = [
  undefined, null, [], {}, new Set(), () => {}, 0, '', true, 'x', Symbol('x'), [null], [1], [{}], [port1], iterable(1), iterable(() => ({})),
  { transfer: null }, { transfer: 0 }, { transfer: 'x' }, { transfer: {} }, { transfer: iterable(() => ({ next: 1 })) }, { transfer: [] },
  { transfer: iterable(() => ({ next: () => ({ done: true }) })) },
];
for (const list of lists) attempt(inspect(list, { depth: 0 }), () => port1.postMessage(1, list));
for (const method of ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef']) attempt(method, () => MessagePort.prototype[method].call({}, 1));

const memory = new ArrayBuffer(4);
const closed = new MessageChannel();
closed.port1.close();
attempt('closed', () => port1.postMessage(1, [memory, closed.port1]));
attempt('a function', () => port1.postMessage(() => {}, [memory]));
attempt('twice', () => port1.postMessage(1, [memory, memory]));
console.log('left', memory.byteLength);

const [one, other] = [new BroadcastChannel('ports'), new BroadcastChannel('ports')];
one.postMessage({ a: 1 });
attempt('broadcast', () => receiveMessageOnPort(other));
attempt('none', () => receiveMessageOnPort(other));
one.close();
other.close();
attempt('ended', () => receiveMessageOnPort(other));
for (const init of [{ ports: 0 }, { ports: [1] }, { source: 1 }]) attempt(inspect(init), () => new MessageEvent('m', init));

let count = 0;
port2.on('message', () => { count++; });
port2.on('close', () => console.log('came', count));
setImmediate(() => port1.close());
