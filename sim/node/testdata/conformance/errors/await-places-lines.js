// Awaits inside of other expressions and over several lines, each where V8 says it is.
async function boom(m) { await null; throw new Error(m); }
const id = (x) => x;
async function nested() { try { id(await boom('a')); } catch (e) { id(await boom('b ' + e.message)); } finally { console.log('fin'); } }
async function multi() {
  const r = await Promise.all([
    boom('m1'),
    id(2),
  ]);
}
async function chain() {
  return (await id(Promise.resolve({ go: boom })))
    .go('c');
}
async function arrow() { await [1].map(async (x) => id(await boom('arr')))[0]; }
async function cond(x) { return x ?? id(await boom('cond')) ?? 1; }
async function assign() { let o = {}; o.x ??= id(await boom('as')); }
async function upd() { let o = { n: 1 }; o.n += await boom('up'); }
async function lbl() { a: do { break a; } while (id(await boom('x'))); id(
    id(1), await boom('lbl')); }
async function tpl() { id`${await boom('tpl')}`; }
async function nw() { new (await boom('nw'))(); }
async function del() { delete (await boom('del')).x; }
async function opt() { id?.(await boom('opt')); }
async function spread() { id(...await boom('spr'), 1); }
async function comma() { return (0, id(await boom('comma'))); }
async function dflt(a = 1) { const { b = id(await boom('dflt')) } = {}; }
async function idx() { [1, 2][await boom('idx')]; }
async function ret() { return id(await boom('ret')) + id(await boom('ret2')); }
async function frr() { for (let i = id(await boom('for')); ;) { } }
async function gen() { const g = (async function* () { yield id(await boom('gen')); })(); for await (const x of g) id(x); }
(async () => { for (const f of [nested, multi, chain, arrow, cond, assign, upd, lbl, tpl, nw, del, opt, spread, comma, dflt, idx, ret, frr, gen]) try { await f(); } catch (e) { console.log(f.name, e.stack.replaceAll(__dirname, '').split('\n').slice(0).join('|')); } })();
