const { Worker } = require('worker_threads');
new Worker(`
setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('promise')).then(() => process.nextTick(() => console.log('tick of promise')));
queueMicrotask(() => console.log('microtask'));
console.log('script');
process.on('exit', () => console.log('exit handler'));
`, { eval: true }).on('online', () => console.log('online')).on('exit', (c) => console.log('exit', c));
console.log('main goes on');
