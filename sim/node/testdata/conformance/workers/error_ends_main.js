const { Worker } = require('worker_threads');
process.on('exit', (c) => console.log('exit', c));
new Worker('throw new RangeError("from worker")', { eval: true }).on('exit', () => console.log('never'));
