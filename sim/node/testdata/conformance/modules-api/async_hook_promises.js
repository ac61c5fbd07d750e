// Every event of the hooks: promises, async functions, ticks, timers, requests
const { createHook, executionAsyncId, triggerAsyncId, AsyncResource } = require('async_hooks'); const fs = require('fs');
const print = (...a) => fs.writeSync(1, `${a.join(' ')}\n`);
let indent = '';
createHook({
  init(id, type, trigger) { print(`${indent}init ${type} ${id} (trigger ${trigger}, in ${executionAsyncId()})`); },
  before(id) { print(`${indent}before ${id}`); indent += '  '; },
  after(id) { indent = indent.slice(2); print(`${indent}after ${id}`); },
  destroy(id) { print(`${indent}destroy ${id}`); },
  promiseResolve(id) { print(`${indent}resolve ${id}`); },
}).enable();
print('main', executionAsyncId(), triggerAsyncId());
setImmediate(() => {
  print('immediate', executionAsyncId(), triggerAsyncId());
  process.nextTick(() => print('tick', executionAsyncId(), triggerAsyncId()));
  queueMicrotask(() => print('microtask', executionAsyncId(), triggerAsyncId()));
});
(async () => {
  print('a');
  await 1;
  print('b', executionAsyncId());
  await new Promise((resolve) => setTimeout(resolve, 80));
  print('c', executionAsyncId());
  fs.stat('.', () => {
    print('stat', executionAsyncId());
    new AsyncResource('Mine').runInAsyncScope(() => print('mine', executionAsyncId(), triggerAsyncId()));
  });
})().then(() => print('d')).finally(() => print('e'));
