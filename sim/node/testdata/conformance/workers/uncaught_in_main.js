const { Worker } = require('worker_threads');
process.on('exit', (c) => console.log('exit', c));
process.on('uncaughtException', (e) => console.log('uncaught', e.name, e.message));
new Worker('throw new RangeError("from worker")', { eval: true }).on('exit', (c) => console.log('worker exit', c));
