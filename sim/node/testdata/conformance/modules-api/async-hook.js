const { createHook, executionAsyncId } = require('async_hooks');
const fs = require('fs');
const seen = new Map(); const lines = [];
createHook({
  init(id, type, trigger) { if (['Timeout', 'Immediate', 'TickObject'].includes(type)) { seen.set(id, type); lines.push('init ' + type); } },
  before(id) { if (seen.has(id)) lines.push('before ' + seen.get(id)); },
  after(id) { if (seen.has(id)) lines.push('after ' + seen.get(id)); },
  destroy(id) { if (seen.has(id)) lines.push('destroy ' + seen.get(id)); },
}).enable();
setTimeout(() => { lines.push('timeout ' + seen.get(executionAsyncId())); }, 1);
setImmediate(() => { lines.push('immediate ' + seen.get(executionAsyncId())); });
process.nextTick(() => { lines.push('tick ' + seen.get(executionAsyncId())); });
setTimeout(() => { for (const l of [...lines].sort()) console.log(l); }, 20);
