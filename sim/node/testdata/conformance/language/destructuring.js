const { a, b: { c = 5, ...rest } = {}, ['d' + 1]: d1 = 'x' } = { a: 1, b: { e: 2, f: 3 } };
const [x, , y = 3, ...z] = 'hello';
console.log(a, c, rest, d1, x, y, z);
function f({ p = 1, q } = {}, [r, s = r] = [7]) { return [p, q, r, s]; }
console.log(f(), f({ q: 2 }, [8, 9]));
let m = 1, n = 2; [m, n] = [n, m]; console.log(m, n);
for (const [k, v] of Object.entries({ i: 1, j: 2 })) console.log(k, v);
