function f() { return f() + 1; }
try { f(); } catch (e) { console.log(e instanceof RangeError, e.message); }
let o = {}; Object.defineProperty(o, 'x', { get() { return this.x; } });
try { o.x; } catch (e) { console.log(e.name, e.message); }
const p = new Proxy({}, { get(t, k, r) { return r[k]; } });
try { p.y; } catch (e) { console.log(e.name, e.message); }
const j = { toJSON() { return JSON.stringify(j); } };
try { JSON.stringify(j); } catch (e) { console.log(e.name, e.message); }
const s = () => [2, 1].sort(s);
try { s(); } catch (e) { console.log(e.name, e.message); }
const r = () => 'a'.replace('a', r);
try { r(); } catch (e) { console.log(e.name, e.message); }
