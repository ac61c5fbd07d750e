// async generators
const log = (...a) => console.log(...a);
async function* ag() { try { log('start'); const x = yield 1; log('x', x); yield Promise.resolve(2); yield* [Promise.resolve(3), 4]; } catch (e) { log('c', e.message ?? e); yield 'caught'; } finally { log('fin'); await null; log('fin2'); } return Promise.resolve('ret'); }
let a = ag();
const qs = [a.next('a'), a.next('b'), a.next('c'), a.return('R'), a.next(), a.throw(new Error('T'))];
for (const q of qs) await q.then(v => log('v', v), e => log('e', e.message));
a = ag(); await a.next(); log(await a.throw(new Error('bad')), await a.next(), await a.next());
a = ag(); log(await a.return(Promise.resolve('pr')), await a.next());
a = ag(); await a.return(Promise.reject(new Error('rej'))).catch(e => log(e.message)); 
for await (const x of ag()) { log('loop', x); if (x === 3) break; }
for await (const x of [Promise.resolve('p'), 'q', Promise.resolve('r')]) log(x);
try { for await (const x of [Promise.reject(new Error('in array'))]) log(x); } catch (e) { log(e.message); }
const it = { [Symbol.asyncIterator]() { let i = 0; return { next() { log('next'); return i < 2 ? { value: i++, done: false } : { done: true }; }, return() { log('return'); return Promise.resolve({}); } }; } };
for await (const x of it) log(x);
for await (const x of it) { log(x); break; }
try { for await (const x of it) throw new Error('thrown'); } catch (e) { log(e.message); }
async function* del() { const r = yield* ag(); log('r', r); }
for await (const x of del()) log('d', x);
a = del(); await a.next(); log(await a.return('X')); 
log(Object.prototype.toString.call(a), a[Symbol.asyncIterator]() === a, Object.getPrototypeOf(ag).constructor.name);
const order = []; 
(async () => { for await (const x of (async function* () { yield 1; yield 2; })()) order.push('A' + x); })();
(async () => { for (const x of [1, 2, 3, 4, 5, 6, 7]) { await null; order.push('B' + x); } })();
await new Promise(r => setTimeout(r, 5)); log(order.join());
const order2 = [];
(async () => { for await (const x of [1, 2]) order2.push('A' + x); })(); (async () => { for (let x = 1; x < 8; x++) { await 0; order2.push('B' + x); } })();
(async function () { await (async () => { return Promise.resolve(1); })(); order2.push('C'); })(); Promise.resolve().then(() => Promise.resolve()).then(() => order2.push('D'));
await new Promise(r => setTimeout(r, 5)); log(order2.join());
async function* thrower() { throw new Error('first'); } await thrower().next().catch(e => log(e.message)); a = thrower(); await a.next().catch(() => {}); log(await a.next());
async function* yieldRej() { try { yield Promise.reject(new Error('yr')); } catch (e) { log('in', e.message); yield 'ok'; } } a = yieldRej(); log(await a.next(), await a.next());
