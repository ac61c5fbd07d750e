// What a worker has printed arrives, however it ends.
const { Worker } = require('worker_threads');
const run = (text) => new Promise((resolve) => {
  new Worker(text, { eval: true }).on('error', (e) => console.log('error', e.message)).on('exit', (code) => { console.log('exit', code); resolve(); });
});
(async () => {
  await run('setTimeout(() => { console.log("one"); console.log("two"); console.log("three"); process.exit(4); }, 5)');
  await run('process.on("exit", (c) => { console.log("exit event", c); console.log("again"); }); setTimeout(() => { console.log("one"); console.log("two"); process.exit(3); }, 5)');
  await run('console.log("one"); console.log("two"); process.on("exit", () => console.log("exit event")); throw new Error("thrown")');
  await run('console.log("one"); process.stdout.write("two\\n"); process.exit()');
  await run('process.on("exit", () => console.log(process.listenerCount("exit"))); for (let i = 0; i < 50; i++) console.log(i); process.exitCode = 2;');
  await run('for (let i = 0; i < 200; i++) console.log("x".repeat(100)); process.exit(1)');
})();
