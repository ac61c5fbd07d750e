// What is seen of a worker and of ports by inspecting them: fields, and the listeners that Node itself has there.
const { MessageChannel, Worker } = require('worker_threads');
const { inspect } = require('util');

const { port1, port2 } = new MessageChannel();
console.log(port1.eventNames(), port1.listenerCount('message'));
port1.on('message', () => {});
port1.once('close', () => {});
port1.onmessage = () => {};
console.log(port1.eventNames(), port1.listenerCount('message'));
port1.mine = 1;
console.log(port1);
port1.removeAllListeners('message');
console.log(port1.eventNames());
port1.removeAllListeners();
console.log(port1.eventNames());
port2.close();

const worker = new Worker("require('worker_threads').parentPort.once('message', () => {})", { eval: true, name: 'inspected' });
console.log(worker);
worker.on('online', () => {
  console.log(inspect(worker, { depth: 1 }));
  worker.postMessage(0);
});
worker.on('exit', () => console.log(worker));
