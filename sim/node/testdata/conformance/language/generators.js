function* g() { const x = yield 1; console.log('got', x); try { yield 2; } finally { console.log('cleanup'); } }
const it = g(); console.log(it.next(), it.next('hi'), it.return(9), it.next());
function* nat() { let i = 0; while (true) yield i++; }
for (const n of nat()) { if (n > 3) break; console.log(n); }
function* d() { const r = yield* g2(); console.log('r', r); } function* g2() { yield 'a'; return 'b'; }
console.log([...d()]);
