const order = [];
const p = l => order.push(l);
function chain(name, n) { let q = Promise.resolve(); for (let i = 0; i < n; i++) q = q.then(() => p(name + i)); return q; }
chain('a', 4); chain('b', 3);
Promise.all([1, Promise.resolve(2), { then(r) { p('th'); r(3); } }]).then(v => p('all' + v));
Promise.race([new Promise(r => setTimeout(r, 5, 'slow')), Promise.resolve('fast')]).then(v => p('race' + v));
Promise.allSettled([Promise.reject(new Error('x')), 1]).then(v => p('settled' + JSON.stringify(v)));
Promise.any([Promise.reject(1), Promise.reject(2)]).catch(e => p(e.constructor.name + e.errors + e.message));
Promise.any([]).catch(e => p('anyempty ' + e.message));
Promise.reject(new Error('r')).finally(() => p('fin')).catch(e => p('caught' + e.message));
Promise.resolve(1).finally(() => { throw new Error('from finally'); }).catch(e => p(e.message));
Promise.resolve(7).finally(() => 8).then(v => p('fv' + v));
const u = Promise.reject(5); setTimeout(() => u.catch(v => p('late' + v)), 1);
process.on('unhandledRejection', (r, pr) => p('unhandled ' + r + (pr === u)));
process.on('rejectionHandled', pr => p('handled ' + (pr === u)));
(async function () { try { await Promise.reject(new TypeError('t')); } catch (e) { p(e.name); } finally { p('f'); } for await (const x of [Promise.resolve('fa1'), 'fa2']) p(x); })();
(async function* () { try { yield 1; yield Promise.resolve(2); } finally { p('gen fin'); } })().return(9).then(v => p('ret' + JSON.stringify(v)));
async function* g() { try { const x = yield 1; p('x' + x); const y = yield* inner(); p('y' + y); } catch (e) { p('gc' + e); } finally { p('gf'); } }
async function* inner() { try { yield 'i1'; yield 'i2'; return 'ir'; } finally { p('if'); } }
(async () => { const it = g(); p(JSON.stringify(await it.next())); p(JSON.stringify(await it.next('X'))); p(JSON.stringify(await it.throw('T'))); p(JSON.stringify(await it.next())); })();
const it2 = g(); it2.next().then(v => p('q1' + v.value)); it2.next('Z').then(v => p('q2' + v.value)); it2.return('R').then(v => p('q3' + v.value + v.done));
setTimeout(() => { console.log(order.join('\n')); }, 20);
