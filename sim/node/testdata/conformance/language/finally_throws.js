// What a finally throws is not for the catch beside it.
try {
  try {} catch (e) { console.log('not this one', e); } finally { throw 1; }
} catch (e) {
  console.log('outer', e);
}
let count = 0;
function nested(n) {
  try {} catch (e) { console.log('inner'); } finally {
    count++;
    if (n === 0) throw new RangeError('x');
    return nested(n - 1);
  }
}
try { nested(6); } catch (e) { console.log(e.name, count); }
function endless(n) {
  try {} catch (e) { return 'wrong'; } finally { return endless(n + 1); }
}
try { endless(0); } catch (e) { console.log(e.message); }
function replaced() {
  try { throw 1; } catch (e) { throw e + 1; } finally { return 'returned'; }
}
console.log(replaced());
function* generator() {
  try { yield 1; } catch (e) { yield 'caught ' + e; } finally { yield 'finally'; throw 'last'; }
}
const g = generator();
console.log(g.next(), g.throw('x'), g.next());
try { g.next(); } catch (e) { console.log(e); }
(async () => {
  try { await 1; } catch (e) { console.log('no', e); } finally { await 2; throw new Error('async'); }
})().catch((e) => console.log(e.message));
outer: for (let i = 0; i < 3; i++) {
  try { if (i === 1) continue outer; throw i; } catch (e) { console.log('caught', e); if (e === 2) break outer; } finally { console.log('finally', i); }
}
