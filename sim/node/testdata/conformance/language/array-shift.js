// What shift does to arrays of every kind, and queues that live on it.
const show = (a, n = 1) => { const out = []; for (let i = 0; i < n; i++) try { out.push(a.shift()); } catch (e) { out.push(e.message); } console.log(out, a, a.length, 0 in a); };
show([]); show([1]); show([1, 2, 3], 2); show([, 1, 2]); show([1, , 2], 2); show(new Array(3)); show([undefined, null, 3]);
show(Object.seal([1, 2])); show(Object.preventExtensions([1, 2]), 3);
class Row extends Array { } show(Row.from([1, 2, 3]), 2); show({ length: 2, 0: 'a', 1: 'b', shift: [].shift });
const q = []; let sum = 0, most = 0; for (let i = 0; i < 5000; i++) { q.push(i, -i); most = Math.max(most, q.length); sum += q.shift(); if (i % 3 === 0) sum += q.shift() ?? 0; } console.log(sum, most, q.length, q.indexOf(q[5]), q.slice(0, 3), q.at(-1));
while (q.length > 2) { q.shift(); if (q.length % 500 === 0) q.unshift('u'), q.pop(), q.splice(1, 1, 'x'), q.reverse(); } console.log(q, q.concat([1]), [...q], JSON.stringify(q), q.sort(), Object.keys(q));
const grow = [1]; for (let i = 0; i < 10; i++) { grow.push(i); grow.shift(); grow[grow.length] = 'e'; grow.length = grow.length; } grow[20] = 'far'; console.log(grow, grow.shift(), grow.length); grow.length = 3; console.log(grow.shift(), grow);
const graph = { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, seen = new Set(['a']), queue = ['a'], order = []; while (queue.length) { const x = queue.shift(); order.push(x); for (const y of graph[x]) if (!seen.has(y)) seen.add(y), queue.push(y); } console.log(order.join());
for (const a of [[1, 2, 3]]) { for (const x of a) { console.log(x, a.shift()); } } const holder = [1, 2, 3]; holder.forEach((x, i) => console.log(x, i, holder.shift())); console.log(new Proxy([1, 2], {}).shift(), [[1], [2]].shift(), (function () { return [].shift.call(arguments); })(7, 8));
