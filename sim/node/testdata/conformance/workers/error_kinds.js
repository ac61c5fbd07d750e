const { Worker } = require('worker_threads');
class Custom extends RangeError { constructor(m) { super(m); this.name = 'Custom'; this.code = 'E_CUSTOM'; this.details = { a: [1, 2] }; } }
const run = (code) => new Promise((resolve) => {
  const w = new Worker(code, { eval: true });
  w.on('error', (e) => {
    const isError = e instanceof Error;
    console.log(isError ? [e.constructor.name, e.name, e.message, e.code, e.details, e.cause && e.cause.message] : e);
    if (isError) console.log(e instanceof TypeError, e instanceof RangeError, Object.prototype.toString.call(e));
  });
  w.on('exit', (c) => { console.log('exit', c); resolve(); });
});
(async () => {
  await run(`${Custom}; throw new Custom('mine')`);
  await run('throw new TypeError("typed", { cause: new Error("inner") })');
  await run('null.x');
  await run('undefinedName');
  await run('throw { plain: true, n: [1] }');
  await run('throw 42');
  await run('throw Symbol("s")');
  await run('Promise.reject(new SyntaxError("late"))');
  await run('Promise.reject("text")');
  await run('setTimeout(() => { throw new Error("in timer"); }, 1)');
  await run('process.nextTick(() => { throw new Error("in tick"); })');
  await run('const { a } = undefined;');
})();
