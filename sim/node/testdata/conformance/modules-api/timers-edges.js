for (const f of [setTimeout, setInterval, setImmediate]) for (const v of [undefined, 5, 'x', {}]) try { f(v); } catch (e) { console.log(e.name, e.code, e.message); }
const t = setTimeout(() => {}, 10); console.log(t.hasRef(), t.unref() === t, t.hasRef(), t.ref().hasRef(), typeof +t, t.close() === t, t._destroyed);

const i = setImmediate(() => {}); ; clearImmediate(i); clearImmediate();
clearTimeout(undefined); clearTimeout(null); clearTimeout('abc'); clearTimeout({}); clearTimeout(12345);
const a = setTimeout(() => console.log('never'), 1); clearTimeout(+a);
const b = setTimeout(() => console.log('never'), 1); clearTimeout(String(+b));
const c = setTimeout(() => console.log('never'), 1); clearInterval(c);
setTimeout((x, y) => console.log(x, y), 1, 'x', 'y');

const d = setTimeout(function () { console.log(this === d, this._idleTimeout, this._repeat); }, 30);
setTimeout(() => console.log('nan'), NaN);
setTimeout(() => console.log('neg'), -5);
