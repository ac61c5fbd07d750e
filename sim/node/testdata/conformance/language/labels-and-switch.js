outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; console.log(i, j); } }
switch (3) { case 1: console.log('one'); default: console.log('default'); case 2: console.log('falls'); break; case 4: console.log('no'); }
block: { console.log('in'); if (true) break block; console.log('no'); }
var n = 0; do { n++; if (n === 2) continue; } while (n < 4); console.log(n, void 0, (1, 2), typeof undeclared);
for (var k in { a: 1, b: 2 }) console.log(k); for (const c in 'ab') console.log(c); for (const i in [7, 8]) console.log(typeof i);
