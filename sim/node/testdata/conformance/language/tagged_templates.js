// Tagged templates: one frozen array for each place, whatever calls the tag
const seen = new WeakMap();
const html = (s, ...v) => { const hit = seen.has(s); seen.set(s, 1); return [hit, s, v]; };
const call = (x) => html`a${x}b`;
console.log(call(1), call(2), html`a${1}b`);
console.log(((s) => [s, s.raw, Object.isFrozen(s), Object.isFrozen(s.raw), Object.keys(s)])`x\n\u{41}${0}\xg`);
const o = { n: 5, t(s) { return [this.n, s.raw[0]]; }, get f() { return () => (s) => s; } };
console.log(o.t`q\n`, o['t']`z`, o.f()`w`, new (function (s) { return class { x = s[0]; }; }`cls`)());
try { o.nope`x`; } catch (e) { console.log(e.message, e.stack.split('\n')[1]); }
function boom() { throw new Error('boom'); } try { boom`x${1}`; } catch (e) { console.log(e.stack.split('\n').slice(1, 3)); }
try { o.t.x.y`x`; } catch (e) { console.log(e.message); }
console.log(String.raw`a\n${1}${[2, 3]}`, eval('((s)=>s)`e\n${1}`'), eval`1`, call.toString());
console.log(new Map([[((s) => s)`k`, 1]]), html`${html`in`}`[2][0][0]);
function* g() { const x = yield; return ((s, v) => s.raw + v)`p${x}q`; } const it = g(); it.next(); console.log(it.next(3));
(async () => { console.log(((s, v) => s[0] + v)`aw${await 5}`); class P { #t(s) { return s[0]; } r() { return this.#t`priv`; } } console.log(new P().r()); class Q extends P { r() { return super.r`x`; } } console.log(new Q().r()); })();
const chain = (s) => (t) => s[0] + t[0]; console.log(chain`a``b`);
