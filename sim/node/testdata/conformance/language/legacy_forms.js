// What sloppy code may still be written like, and numbers in other bases.
console.log(08, 09.5, 0.5, 018 + 1, [007, 09e1], `${00}${089}`);
try { throw new Error('caught'); } catch (e) { var e = 5, other = e; for (var e = 6; e < 8; e++); console.log(e, other); }
console.log(e);
function strict() { 'use strict'; try { throw 1; } catch (x) { var x = 2; return [x, (() => x)()]; } }
console.log(strict());
console.log((0.1).toString(3), (1 / 3).toString(36), (1e21).toString(7), (2 ** 60 + 2 ** 10).toString(7), (-255.75).toString(16), (1e-7).toString(5));
let seed = 1, sum = 0;
for (let i = 0; i < 500; i++) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  const text = (seed / 2147483648 * 10 ** (i % 40 - 20)).toString(2 + i % 35);
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) | 0;
}
console.log(sum, (1.5).toString('16'), new Number(0.5).toString(2), (NaN).toString(2), (-Infinity).toString(36));
