function f(x) { return eval('x + 1'); } console.log(f(4), eval('1;2'), eval(5), eval('({ a: 1 })').a);
function g() { const out = []; eval('for (let i = 0; i < 3; i++) { out.push(i); }'); return out; } console.log(g());
console.log(eval('var s = 0; do { s++; } while (s < 4); s'), (() => eval('((a) => a * 2)(4)'))());
try { eval('let 5') } catch (e) { console.log(e.name) }
let n = 0; const t = 'outer'; console.log(eval('t'), (0, eval)('typeof t'));
const ie = eval; console.log(ie('1+1'), globalThis.eval('typeof n'), typeof eval, (0, eval)('var zz = 3; for (let i = 0; i < 2; i++) zz += i; zz'), globalThis.zz, eval.name);
