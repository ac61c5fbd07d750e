// Requests to an async generator wait for one another, and return(v) waits for v.
const log = console.log;
async function* g() { try { log('a'); const x = yield 1; log('x', x); yield Promise.resolve(2); } finally { log('finally'); await null; log('after'); } }
const it = g();
it.next('ignored').then((r) => log('n1', r));
it.next('X').then((r) => log('n2', r));
it.return(Promise.resolve('R')).then((r) => log('ret', r));
it.next().then((r) => log('n3', r));
it.throw(new Error('late')).catch((e) => log('throw', e.message));
g().return(5).then((r) => log('unstarted', r));
g().throw(new Error('never ran')).catch((e) => log(e.message));
(async () => { for (let i = 0; i < 12; i++) { await null; log('turn', i); } })();
