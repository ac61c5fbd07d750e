// The body of an ES module runs in a microtask: promises come before ticks.
import { setImmediate as immediate } from 'node:timers/promises';
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => { console.log('micro'); process.nextTick(() => console.log('tick of micro')); });
queueMicrotask(() => console.log('queued'));
console.log('body', typeof require, this);
await null;
console.log('after await');
await immediate();
console.log('after immediate', import.meta.filename.split('/').pop(), import.meta.url.split('/').pop(), import.meta.dirname === import.meta.filename.slice(0, -import.meta.filename.split('/').pop().length - 1));
