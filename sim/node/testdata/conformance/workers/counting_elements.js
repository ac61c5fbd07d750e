// Counting an element up or down whose object and place are worked out by calls: each once, in order, in a script with threads.
const { workerData } = require('worker_threads');
const log=[]; const a=[1,2,3,4n]; const f=(x)=>{log.push(x);return x}; const g=()=>{log.push('g');return a};
console.log(g()[f(0)]++, ++g()[f(1)], g()[f(2)]--, --a[f(3)], a);
try { null[f(9)]++ } catch(e) { console.log(e.message) }
try { g()[(()=>{throw new Error('k')})()]++ } catch(e) { console.log(e.message) }
const k={toString(){log.push('ts');return '1'}}; console.log(g()[k]++, a);
const m={x:{y:[5]}}; console.log(m.x.y[f(0)]++, m['x']['y'][0]++, m[f('x')].y[f(0)]++, m.x.y);
console.log(a[a[f(0)]++ - 2]++, a[f(g()[f(0)]++ ? 1 : 0)]++, a);
const s=Symbol('s'); a[s]=1; const t=()=>s; a[t()]++; console.log(a[s]);
function* gen(){ a[yield 1]++; g()[yield 2]++ } const it=gen(); it.next(); it.next(0); it.next(1); console.log(a, log.join());
(async()=>{ a[await 1]++; console.log(a); class C{ #p=[1]; inc(i){ return this.#p[f(i)]++ + this.#p[i] } } console.log(new C().inc(0)); let u; try { u[f(1)]++ } catch(e) {console.log(e.message)} a[f('zz')]++; console.log(a.zz, a?.[f(1)]); })();
