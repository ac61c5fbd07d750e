// The shortest text that reads as the same number, also where the last digit but one
// would be rounded up.
const numbers = [1.2664805509299149, 8.147198400107659, 232755.89595921309, 946731.4181251779, 0.13870474937588329, 98.62843542787869, 233489.03532286469];
for (const x of [...numbers, 1e21, 123456789012345680000, 1e-7, 0.000001, 5e-324, 1.7976931348623157e308, -0, 0.1 + 0.2]) {
  console.log(x, `${x}`, 'a' + x, x + 'b', String(x), x.toString(), [x], { x }, `${-x} ${x / 3}` + x * 3);
  if (Number(String(x)) !== x) console.log('not the same', x);
}
let text = '';
for (const x of numbers) text += x;
console.log(text, 0.5.toString(2), (255).toString(16), 1.5.toString(undefined));
