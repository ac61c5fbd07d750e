const m = new Map([['a', 1], [NaN, 2], [0, 3]]); m.set(-0, 4); m.delete('a');
console.log(m, m.get(NaN), m.size, [...m.keys()]);
const s = new Set([1, 2, 2, '2']); s.forEach((v, k, x) => console.log(v === k, x === s)); console.log(s, s.has('2'));
for (const k of s) { if (k === 1) { s.delete(2); s.add(9); } console.log('visit', k); }
const w = new WeakMap(); const key = {}; w.set(key, 1); console.log(w.has(key), w.get({}), new WeakSet([key]).has(key));
try { w.set(1, 1); } catch (e) { console.log(e.name); }
