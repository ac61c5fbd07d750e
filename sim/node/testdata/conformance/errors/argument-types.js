const cases = [
  () => setTimeout('x'), () => process.nextTick(1), () => queueMicrotask(), () => setImmediate(null),
  () => require(''), () => require(5), () => process.exit('no'), () => process.kill('a'), () => process.chdir(1),
  () => new (require('events'))().on('a', 1), () => require('util').promisify(3), () => Buffer.alloc('a'), () => Buffer.from(5),
];
for (const f of cases) { try { f(); console.log('fine'); } catch (e) { console.log(e.name, e.code, e.message); } }
