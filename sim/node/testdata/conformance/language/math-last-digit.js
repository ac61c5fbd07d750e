// The functions of Math and powers agree with V8 to the last bit: a few in full, many
// as a hash of their bits.
const names = ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'cos', 'cosh', 'exp', 'expm1', 'log', 'log10', 'log1p', 'log2', 'sin', 'sinh', 'tan', 'tanh'];
const bits = new DataView(new ArrayBuffer(8));
let hash = 0;
function note(x) {
  bits.setFloat64(0, x);
  if (x !== x) bits.setFloat64(0, NaN);
  hash = (Math.imul(hash, 31) + bits.getUint32(0) ^ bits.getUint32(4)) >>> 0;
}
let seed = 42;
const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 4294967296;
const values = [0, -0, NaN, Infinity, -Infinity, 1, -1, 0.5, 2, 1e-310, 5e-324, 1.7976931348623157e308, 709.78, 710.2, -745, 1e9, 1e22, 1.5707963267948966];
for (let i = 0; i < 60; i++) values.push(random() * 2 - 1, random() * 40 - 20, i / 7, i * Math.PI / 180, Math.fround(random() * 1e6), random() * 1e300, random() * 1e-300);

for (const name of names) {
  hash = 0;
  for (const x of values) note(Math[name](x));
  console.log(name, Math[name](0.7), Math[name](1.3), hash);
}
hash = 0;
for (let i = 0; i < 2000; i++) note(Math.atan2(values[i % values.length], values[(i * 7 + 3) % values.length]));
console.log('atan2', Math.atan2(1, 3), Math.atan2(-1, -3), hash);
hash = 0;
for (let i = 0; i < 2000; i++) note(Math.pow(values[i % values.length], values[(i * 7 + 3) % values.length]));
for (let i = 0; i < 2000; i++) note((random() * 20) ** (i % 40 - 20));
console.log('pow', hash);

console.log(1.05 ** 4, 10 ** -4, 2 ** 0.5, 1.1 ** 10, 0.1 ** 2, 2 ** 53, (-2) ** 3, (-8) ** (1 / 3));
let a = 1.07, b = -3;
console.log(a ** b, (a ** b) ** 2, 2 ** 3 ** 2);
a **= 12;
console.log(a, '2' ** '10', null ** 2, true ** b, 2n ** 64n);
const o = { x: 3 };
console.log(o.x **= 0.5, o, { valueOf: () => 3 } ** 2);
console.log(Math.pow(2, 0.5), Math.pow(1, Infinity), Math.pow(0, -1), Math.pow(-0, -3), NaN ** 0);
try { 2n ** 1; } catch (error) { console.log(error.message); }
console.log(Math.sign(null), Math.sign(''), Math.sign('x'), Math.sign([]), Math.sign(-0), Math.sign(-3));
