const { Worker } = require('worker_threads');
const w = new Worker('require("worker_threads").parentPort.postMessage(1); setInterval(() => {}, 5)', { eval: true });
w.on('message', () => { console.log('leaving'); process.exit(5); });
w.on('exit', () => console.log('never'));
