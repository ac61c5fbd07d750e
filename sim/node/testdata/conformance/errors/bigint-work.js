// Operators on integers of any size: what they give, in which order their sides are
// evaluated, and what is refused because it would be too large.
const say = (what, f) => {
  try {
    console.log(what, f());
  } catch (error) {
    console.log(what, error.name, error.message);
  }
};

say('powers', () => [2n ** 10n, 0n ** 0n, (-3n) ** 3n, 1n ** (2n ** 70n), 0n ** (2n ** 70n)]);
say('shifts', () => [1n << 70n, 1n >> 1n, -5n >> 1n, 1n << -1n, 0n << (2n ** 70n), 5n >> (2n ** 70n)]);
say('the rest', () => [7n * -6n, -7n / 2n, -7n % 2n, 7n & -2n, 7n | 8n, 7n ^ 1n, 7n - 9n, 7n + 9n]);
say('negative exponent', () => 2n ** -1n);
say('division by zero', () => 1n / 0n);
say('rest by zero', () => 1n % 0n);
say('mixed', () => 1n * 2);
say('mixed sum', () => 1n + 2);
say('power too large', () => 3n ** (2n ** 40n));
say('shift too large', () => 1n << (2n ** 31n));
say('shift by more than a word', () => 1n << (2n ** 70n));
say('text', () => 'n = ' + 2n ** 64n + `, ${2n ** 65n}; ` + String(2n ** 66n) + (2n ** 67n).toString(16));
say('read', () => BigInt('0x' + 'f'.repeat(40)));

// Each side is evaluated once, from left to right, also where the left one does
// not exist yet or changes meanwhile.
const log = [];
const side = (name, value) => {
  log.push(name);
  return value;
};
say('order', () => side('a', 6n) * side('b', 7n) - side('c', 2n) ** side('d', 3n));
console.log(log.join(''));
say('too early', () => early * (early = 2n));
let early = 1n;
say('changed meanwhile', () => {
  let x = 5n;
  return x * (x = 7n) + x;
});
const holder = { reads: 0, get value() { this.reads++; return 2n; }, set value(v) { this.written = v; } };
holder.value *= 2n ** 3n;
holder.value **= 5n;
holder.value <<= 1n;
console.log(holder.reads, holder.written);
say('undefined name', () => nowhere * 2n);
say('objects', () => ({ valueOf() { log.push('v'); return 3n; } }) * ({ valueOf() { log.push('w'); return 4n; } }));
console.log(log.join(''));

let factorial = 1n;
for (let i = 1n; i <= 200n; i++) factorial *= i;
console.log(factorial % 1000000007n, factorial.toString().length);
let [a, b] = [0n, 1n];
for (let i = 0; i < 1000; i++) [a, b] = [b, a + b];
console.log(a);
