const { Worker, MessageChannel, receiveMessageOnPort } = require('worker_threads');
const flag = new Int32Array(new SharedArrayBuffer(4));
const { port1, port2 } = new MessageChannel();
new Worker(`
const { workerData: { flag, port } } = require('worker_threads');
port.postMessage({ sum: 42, list: [1, { a: 2 }] });
port.postMessage('second');
Atomics.store(flag, 0, 1);
Atomics.notify(flag, 0);
`, { eval: true, workerData: { flag, port: port2 }, transferList: [port2] }).on('exit', (c) => console.log('exit', c));
console.log(Atomics.wait(flag, 0, 0));
console.log(receiveMessageOnPort(port1), receiveMessageOnPort(port1), receiveMessageOnPort(port1));
port1.close();
