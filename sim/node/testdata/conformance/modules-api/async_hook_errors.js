// Hooks around callbacks that throw
const { createHook, executionAsyncId } = require('async_hooks'); const fs = require('fs');
const print = (...a) => fs.writeSync(1, `${a.join(' ')}\n`);
const types = new Map();
const hook = createHook({ init(id, type) { types.set(id, type); }, before(id) { print('before', types.get(id)); }, after(id) { print('after', types.get(id)); } }).enable();
process.on('uncaughtException', (e) => print('caught', e.message, types.get(executionAsyncId())));
setTimeout(() => { throw new Error('timer'); }, 1);
setTimeout(() => {
  print('second', types.get(executionAsyncId()));
  setImmediate(() => { process.nextTick(() => { throw new Error('tick'); }); });
  const i = setInterval(() => { print('interval'); clearInterval(i); hook.disable(); setImmediate(() => print('not seen')); }, 90);
}, 60);
