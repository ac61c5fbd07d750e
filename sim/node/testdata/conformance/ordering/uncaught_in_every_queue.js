// Errors in every kind of callback, and a listener that goes on
process.on('uncaughtException', (e, o) => { console.log('caught', e.message, o); });
process.on('uncaughtExceptionMonitor', (e, o) => console.log('monitor', e.message, o));
setTimeout(() => { throw new Error('timer'); }, 200); setTimeout(() => { setImmediate(() => { throw new Error('imm'); }); }, 300); process.nextTick(() => { throw new Error('tick'); });
queueMicrotask(() => { throw new Error('qm'); }); Promise.reject(new Error('rej')); (async () => { throw new Error('async'); })();
setTimeout(() => require('fs').stat('.', () => { throw new Error('fs'); }), 400); throw new Error('main');
