// What would be larger than V8 allows is refused before it is made.
const tries = {
  repeat: () => 'x'.repeat(2 ** 30),
  repeatTwo: () => 'ab'.repeat(2 ** 29),
  repeatNegative: () => 'x'.repeat(-1),
  pad: () => 'x'.padStart(2 ** 30),
  padEnd: () => 'x'.padEnd(2 ** 30, 'ab'),
  join: () => new Array(2 ** 29).join('xx'),
  replaceAll: () => 'x'.repeat(2 ** 20).replaceAll('x', 'y'.repeat(2 ** 10)),
  doubled: () => { let s = 'x'; for (;;) s += s; },
  array: () => new Array(-1),
  arrayTooLong: () => new Array(2 ** 32),
  length: () => { [].length = -1; },
  bytes: () => new Uint8Array(2 ** 32 + 1),
  floats: () => new Float64Array(2 ** 53),
  buffer: () => new ArrayBuffer(1e13),
  allocated: () => Buffer.alloc(1e13),
  power: () => 2n ** (2n ** 31n),
  shift: () => 1n << (2n ** 31n),
  spread: () => Math.max(...new Array(2e5)),
  applied: () => Math.max.apply(null, new Array(2e5)),
  reflected: () => Reflect.apply(Math.max, null, new Array(2e5)),
};
for (const [name, attempt] of Object.entries(tries)) {
  try {
    console.log(name, typeof attempt());
  } catch (error) {
    console.log(name, error.name, error.message);
  }
}
