// What ends a worker that was given as text shows its line, as with -e.
const { Worker } = require('worker_threads');
const texts = [
  'throw new Error("x")', 'setTimeout(() => { throw new Error("later") })', 'Promise.reject(new Error("rejected"))', 'let x = ;',
  '  foo.bar()', 'function f() { null.x }\nf()', 'throw 5', 'process.nextTick(() => { throw new Error("tick") })',
  'new (require("events"))().emit("error", new Error("emitted"))', 'require("nope")', 'require("fs").readFileSync("/nope")',
  'class A extends Error {}; throw new A("of a class")', 'const e = new Error("s"); e.name = "Named"; throw e',
  'Error.stackTraceLimit = 0; throw new Error("no stack")',
  'process.on("uncaughtException", (e) => console.log(e.stack.split("\\n"))); throw new Error("seen")',
];
(async () => {
  for (const text of texts) {
    const w = new Worker(text, { eval: true });
    w.on('error', (e) => console.log(text, e?.stack?.split('\n').slice(0, 7)));
    await new Promise((resolve) => { w.on('exit', resolve); });
  }
})();
