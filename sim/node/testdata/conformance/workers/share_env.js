const { Worker, SHARE_ENV, isMainThread } = require('worker_threads');
const run = (code, options) => new Promise((resolve) => { new Worker(code, { eval: true, ...options }).on('exit', resolve); });
(async () => {
  process.env.A = 'main';
  await run('console.log(process.env.A); process.env.A = "copy"; process.env.B = 1; console.log(process.env.A, process.env.B)');
  console.log(process.env.A, process.env.B);
  await run('console.log(process.env.A); process.env.A = "shared"; process.env.B = true; delete process.env.C', { env: SHARE_ENV });
  console.log(process.env.A, process.env.B, 'C' in process.env);
  await run('console.log(process.env.A, process.env.X, process.env.Y, Object.keys(process.env).sort())', { env: { X: 5, Y: null } });
  await run('console.log(process.env.A, "B" in process.env); process.env.A = 3', { env: process.env });
  console.log(process.env.A);
})();
