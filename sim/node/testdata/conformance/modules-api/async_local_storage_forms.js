// A store follows every kind of callback
const { AsyncLocalStorage, AsyncResource } = require('async_hooks'); const { EventEmitter } = require('events'); const fs = require('fs');
const als = new AsyncLocalStorage(), other = new AsyncLocalStorage();
const show = (name) => console.log(name, als.getStore(), other.getStore());
let n = 0; const i = setInterval(() => { show(`interval ${n}`); als.enterWith(`entered ${n}`); if (++n === 3) clearInterval(i); }, 5);
setTimeout(() => {
  als.run('outer', () => { other.enterWith('from inside'); }); show('after run');
  als.run('x', () => als.exit(() => { show('exit'); setTimeout(() => show('timer of exit'), 1); })); show('after exit');
  als.run('store', () => {
    const e = new EventEmitter(); e.on('x', () => show('listener')); setTimeout(() => als.run('emitter', () => e.emit('x')), 1);
    const r = new AsyncResource('R'); setTimeout(() => als.run('elsewhere', () => r.runInAsyncScope(() => show('resource'))), 2);
    setTimeout(als.constructor.bind(() => show('bound')), 3);
    const snap = AsyncLocalStorage.snapshot(); setTimeout(() => als.run('no', () => snap(() => show('snapshot'))), 4);
    if (0) fs.promises.stat('.').then(() => show('fs promise'));
    require('stream').Readable.from(['a']).on('data', () => show('stream')).on('end', () => show('end'));
    const { port1, port2 } = new MessageChannel(); port2.on('message', () => { show('message'); port2.close(); }); als.run('poster', () => port1.postMessage(1));
    (async () => { for await (const v of (async function* () { show('gen'); yield 1; await null; show('gen2'); })()) show('for await'); await { then(r) { show('thenable'); r(); } }; show('after thenable'); })();
    new Promise((r) => als.run('inner', () => setTimeout(r, 6))).then(() => show('then of outer'));
    process.nextTick(show, 'tick'); queueMicrotask(() => show('microtask')); setImmediate(show, 'immediate');
  });
  show('end');
}, 200);
setTimeout(() => { als.disable(); show('disabled'); als.run('again', () => show('again')); show('after again'); }, 400);
