const { Worker } = require('worker_threads');
const w = new Worker(`
const { parentPort } = require('worker_threads');
parentPort.once('message', ({ buffer, view }) => {
  console.log('worker', buffer.byteLength, view.buffer === buffer, [...view]);
  view[0] = 99;
  parentPort.postMessage(view, [buffer]);
  parentPort.postMessage(['after', buffer.byteLength, view.length]);
});`, { eval: true });
const buffer = new ArrayBuffer(8);
const view = new Uint8Array(buffer, 2, 3);
view.set([1, 2, 3]);
w.postMessage({ buffer, view }, [buffer]);
console.log('main', buffer.byteLength, view.length, view.byteOffset);
w.on('message', (v) => console.log('back', v, v.buffer && v.buffer.byteLength));
w.on('exit', (c) => console.log('exit', c));
try { w.postMessage(buffer, [buffer]); } catch (e) { console.log(e.name, e.message); }
