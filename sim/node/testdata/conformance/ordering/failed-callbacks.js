// A callback that throws lets neither ticks nor microtasks run before the next callback.
const log = console.log;
process.on('uncaughtException', (e, origin) => log('uncaught', e.message, origin));
setImmediate(() => { log('i1'); process.nextTick(() => log('tick of i1')); Promise.resolve().then(() => log('micro of i1')); throw new Error('one'); });
setImmediate(() => { log('i2'); process.nextTick(() => { log('tick of i2'); throw new Error('two'); }); process.nextTick(() => log('second tick of i2')); Promise.resolve().then(() => log('micro of i2')); });
setImmediate(() => log('i3'));
queueMicrotask(() => { log('m1'); throw new Error('micro'); });
queueMicrotask(() => log('m2'));
