// EventEmitterAsyncResource: listeners run in the context the emitter was made in
const { EventEmitter, EventEmitterAsyncResource } = require('events');
console.log(typeof EventEmitterAsyncResource);
const { executionAsyncId, AsyncLocalStorage } = require('async_hooks');
class Q extends EventEmitterAsyncResource {}
const q = new Q({ name: 'Q' });
console.log(q.asyncId > 0, q.triggerAsyncId === executionAsyncId(), q.asyncResource.constructor.name);
q.on('foo', () => console.log(executionAsyncId() === q.asyncId));
setTimeout(() => q.emit('foo'), 1);
const als = new AsyncLocalStorage();
let r; als.run('ctx', () => { r = new EventEmitterAsyncResource({ name: 'R' }); });
r.on('x', (a) => console.log(als.getStore(), a)); r.emit('x', 1); r.emitDestroy();
try { EventEmitterAsyncResource.prototype.asyncId; } catch (e) { console.log(e.name, e.message); }
