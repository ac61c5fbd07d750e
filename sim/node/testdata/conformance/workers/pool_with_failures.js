// a pool: tasks, errors, timeouts, abort, restart, AsyncResource, order
const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');
const { AsyncResource, AsyncLocalStorage } = require('async_hooks');
const { EventEmitter, once } = require('events');
if (!isMainThread) {
  parentPort.on('message', (t) => {
    if (t.kind === 'fib') { const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); parentPort.postMessage({ id: t.id, r: f(t.n) }); }
    else if (t.kind === 'throw') throw new RangeError('task ' + t.n);
    else if (t.kind === 'exit') process.exit(t.n);
    else if (t.kind === 'spin') for (;;);
    else if (t.kind === 'async') setTimeout(() => parentPort.postMessage({ id: t.id, r: 'later' }), t.n);
  });
} else {
  class Pool extends EventEmitter {
    constructor(n) { super(); this.idle = []; this.queue = []; this.all = new Set(); this.born = 0; while (n--) this.add(); }
    add() { const w = new Worker(__filename); this.born++; this.all.add(w); w.on('message', (m) => this.finish(w, null, m.r)); w.on('error', (e) => { w.err = e; }); w.on('exit', (c) => { this.all.delete(w); if (this.closing) return; this.finish(w, w.err || new Error('exit ' + c)); this.add(); }); this.free(w); }
    free(w) { if (this.queue.length) this.give(w, this.queue.shift()); else this.idle.push(w); }
    give(w, task) { w.task = task; w.postMessage(task.what); if (task.ms) task.timer = setTimeout(() => { w.err = new Error('timeout'); w.terminate(); }, task.ms); }
    finish(w, e, r) { const t = w.task; if (!t) return; w.task = null; clearTimeout(t.timer); t.res.runInAsyncScope(t.cb, null, e, r); t.res.emitDestroy(); if (!e) this.free(w); }
    run(what, ms) { return new Promise((ok, no) => { const task = { what: { ...what, id: 1 }, ms, res: new AsyncResource('Task'), cb: (e, r) => e ? no(e) : ok(r) }; const w = this.idle.pop(); if (w) this.give(w, task); else this.queue.push(task); }); }
    async close() { this.closing = true; return Promise.all([...this.all].map((w) => w.terminate())); }
  }
  const als = new AsyncLocalStorage();
  (async () => {
    const pool = new Pool(2);
    console.log(await Promise.all([5, 10, 15, 12].map((n) => pool.run({ kind: 'fib', n }))));
    const r = await Promise.allSettled([pool.run({ kind: 'throw', n: 1 }), pool.run({ kind: 'fib', n: 7 }), pool.run({ kind: 'exit', n: 3 }), pool.run({ kind: 'spin' }, 100), pool.run({ kind: 'async', n: 10 })]);
    console.log(r.map((x) => x.value ?? x.reason.message), pool.born);
    await als.run('ctx', async () => { console.log(await pool.run({ kind: 'fib', n: 3 }), als.getStore()); });
    console.log((await pool.close()).length, pool.all.size);
  })();
}
