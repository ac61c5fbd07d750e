const { AsyncLocalStorage, AsyncResource, executionAsyncId, triggerAsyncId } = require('async_hooks');
const als = new AsyncLocalStorage(), other = new AsyncLocalStorage();
const show = (what) => console.log(what, als.getStore(), other.getStore());
show('outside');
als.run('one', () => {
  show('inside');
  setTimeout(() => show('timeout'), 30);
  setImmediate(() => show('immediate'));
  process.nextTick(() => show('tick'));
  queueMicrotask(() => show('micro'));
  Promise.resolve().then(() => show('then'));
  (async () => { await null; show('awaited'); other.enterWith('entered'); await null; show('entered'); })();
  als.run('two', () => Promise.resolve().then(() => show('nested')));
  als.exit(() => show('exited'));
  show('restored');
  const bound = AsyncLocalStorage.bind(() => show('bound'));
  const snapshot = AsyncLocalStorage.snapshot();
  setImmediate(() => als.run('three', () => { bound(); snapshot(() => show('snapshot')); show('three'); }));
  const r = new AsyncResource('MINE');
  als.run('four', () => r.runInAsyncScope((a, b) => { console.log(a, b); show('resource'); }, null, 1, 2));
});
show('after');
try { als.run('throws', () => { throw new Error('x'); }); } catch (e) { show(e.message); }
console.log(executionAsyncId(), triggerAsyncId());
for (const f of [() => new AsyncResource(), () => new AsyncResource(''), () => new AsyncResource('a', -5), () => AsyncResource.bind(5), () => require('async_hooks').createHook({ init: 5 })]) { try { f(); console.log('ok'); } catch (e) { console.log(e.name, e.code, e.message); } }
