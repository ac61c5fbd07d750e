// What else than an error can end a worker: how it comes to the main thread.
const { Worker } = require('worker_threads');
const sources = [
  'Symbol("s")', 'Symbol.for("f")', 'Symbol()', '() => 1', '{ f() {} }', 'new (class X extends Map {})([[1, 2]])', 'new Proxy({}, {})',
  '{ [require("util").inspect.custom]() { return "custom"; } }', 'Object.assign(new Error("e"), { f() {}, a: [1] }).a', 'null', 'undefined', '10n',
];
(async () => {
  for (const source of sources) {
    const worker = new Worker(`throw (${source})`, { eval: true });
    worker.on('error', (e) => console.log(source, '→', typeof e, e, typeof e === 'symbol' && e === Symbol.for(e.description)));
    await new Promise((resolve) => { worker.on('exit', resolve); });
  }
  for (const cause of ['() => 1', 'Symbol("q")', '{ a: 1 }']) {
    const worker = new Worker(`throw new Error("outer", { cause: ${cause} })`, { eval: true });
    worker.on('error', (e) => console.log(cause, '→', e.message, typeof e.cause, e.cause));
    await new Promise((resolve) => { worker.on('exit', resolve); });
  }
})();
