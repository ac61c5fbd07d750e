'use strict';
// Numbers in other bases, and integers read from more digits than a number has.

let state = 2024;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

console.log('fractions');
for (let k = 0; k < 24; k++) {
  const x = random() * 10 ** (k - 8) * (k % 3 ? 1 : -1);
  console.log(x, [2, 3, 16, 36].map((radix) => x.toString(radix)));
}
for (const x of [0.1, 0.5, 1 / 3, -255.5, 1e21, 1e22, 2 ** 53 + 2, Number.MIN_VALUE, 0.999999999999999, 35.99999999999999]) {
  console.log(x, x.toString(8), x.toString(36), x.toString(10));
}
const id = () => random().toString(36).slice(2, 10);
console.log('identifiers', id(), id(), id());

console.log('many digits');
for (let k = 0; k < 12; k++) {
  const text = Array.from({ length: 14 + k * 2 }, () => Math.floor(random() * 36).toString(36)).join('');
  for (const radix of [2, 7, 10, 16, 36]) {
    const digits = text.replace(/./g, (digit) => (parseInt(digit, 36) % radix).toString(radix));
    console.log(digits, radix, parseInt(digits, radix), parseInt(`  -${digits}rest`, Math.min(radix, 16)));
  }
}
console.log(parseInt('-0'), parseInt('\ufeff -0x0'), parseInt('9'.repeat(400)), parseInt('0xfffffffffffffffff'), parseInt('900719925474099267x'), parseInt(1e21), parseInt(1.5e-7));
console.log(parseInt('12', 2 ** 32 + 3), parseInt('12', 1), parseInt('12', 37), parseInt(null, 36), parseInt('zz', 36), parseInt('-'), parseInt());
parseInt({ toString() { console.log('text'); return '1'; } }, { valueOf() { console.log('radix'); return 2; } });
