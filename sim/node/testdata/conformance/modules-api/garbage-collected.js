// flags: --expose-gc
// Memory that nothing leads to is free after gc(); what is kept is not.
const mb = () => Math.round(process.memoryUsage().heapUsed / 2 ** 20);
gc();
const before = mb();
globalThis.kept = [];
for (let i = 0; i < 300_000; i++) kept.push({ i, text: 'x' + i });
const grown = mb() - before;
console.log('grown', grown > 15 && grown < 90);
gc();
console.log('kept', mb() - before > 15);
globalThis.kept = null;
gc();
console.log('freed', mb() - before < 5);
const buffers = () => Math.round(process.memoryUsage().arrayBuffers / 2 ** 20);
globalThis.bytes = Buffer.alloc(50 * 2 ** 20);
console.log('bytes', buffers() >= 50);
globalThis.bytes = null;
gc();
console.log('gone', buffers() < 5);
console.log(typeof gc, gc.length, gc.name);
