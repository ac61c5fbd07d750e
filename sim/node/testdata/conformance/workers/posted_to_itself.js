// A port that is sent to itself is lost, and so is the channel; and what a worker says last comes before its end.
const { MessageChannel, Worker } = require('worker_threads');
const { once } = require('events');
const { port1, port2 } = new MessageChannel();
port1.on('close', () => console.log('closed'));
process.on('warning', (w) => console.log(w.name, w.message));
console.log(port1.postMessage(port2, [port2]));
for (const name of ['data:text/javascript,1', 'data:text/plain,1', 'file:///x.js', 'x.js']) {
  try { new Worker(name); } catch (e) { console.log(e.code, e.message); }
}
Promise.all([1, 2, 3].map(async (i) => {
  const w = new Worker(`require('worker_threads').parentPort.postMessage(${i})`, { eval: true });
  const [message] = await once(w, 'message');
  const [code] = await once(w, 'exit');
  return [message, code];
})).then(console.log);
