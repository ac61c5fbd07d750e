const { Worker } = require('worker_threads');
const run = (code) => new Promise((resolve) => {
  const w = new Worker(code, { eval: true });
  w.on('error', (e) => console.log('error', e.name, e.message));
  w.on('exit', resolve);
});
(async () => {
  await run('console.log(__filename, __dirname, typeof module, typeof exports, require.main === module, this === globalThis, module.id, process.argv.slice(1))');
  await run('var a = 1; let b = 2; function c() {} console.log(globalThis.a, globalThis.b, typeof globalThis.c)');
  await run('import os from "os"; console.log(typeof os.cpus, typeof require)');
  await run('const y = await Promise.resolve(4); console.log(y)');
  await run('let 5');
  await run('"use strict"; undeclared = 1');
  await run('console.log(require("path").basename("/a/b"), require("./nowhere"))');
})();
