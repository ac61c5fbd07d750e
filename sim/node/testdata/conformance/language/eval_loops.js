eval('for (var i = 0; i < 3; i++) console.log(i)');
eval('let k = 0; while (k < 2) k++; console.log(k)');
eval('for (const x of [1,2]) if (x) console.log(x); else console.log("no")');
eval('do k2 = 1; while (false)');
eval('for (a in {q: 1}) for (b of [1]) console.log(a, b)');
