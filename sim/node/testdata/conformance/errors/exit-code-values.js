for (const v of ['abc', 1.5, {}, null, '12', '', ' 3', true, undefined, NaN, Infinity, '0x10', 300, -1]) { try { process.exitCode = v; console.log(v, process.exitCode); } catch (e) { console.log(e.name, e.code, e.message); } }
try { process.exit('abc'); } catch (e) { console.log(e.name, e.code, e.message); }
process.on('exit', (c) => { console.log(c, process.exitCode); process.nextTick(() => console.log('never')); Promise.resolve().then(() => console.log('micro')); process.exitCode = 9; });
setImmediate(() => process.exit(4));
