const { Worker, isMainThread, workerData } = require('worker_threads');
if (isMainThread) {
  const memory = new SharedArrayBuffer(64);
  const i32 = new Int32Array(memory, 0, 4);
  const u8 = new Uint8Array(memory, 16, 4);
  const big = new BigInt64Array(memory, 24, 2);
  let left = 4;
  for (let i = 0; i < 4; i++) {
    new Worker(__filename, { workerData: { memory, bit: i } }).on('exit', () => {
      if (--left === 0) console.log(i32, u8, big);
    });
  }
} else {
  const { memory, bit } = workerData;
  const i32 = new Int32Array(memory, 0, 4);
  const u8 = new Uint8Array(memory, 16, 4);
  const big = new BigInt64Array(memory, 24, 2);
  for (let i = 0; i < 1000; i++) {
    Atomics.add(i32, 0, 1);
    Atomics.sub(i32, 1, 2);
    Atomics.add(u8, 0, 1);
    Atomics.add(big, 0, 3n);
    for (let old = Atomics.load(i32, 3); Atomics.compareExchange(i32, 3, old, old + 1) !== old; old = Atomics.load(i32, 3));
  }
  Atomics.or(i32, 2, 1 << bit);
  Atomics.xor(u8, 1, 1 << bit);
}
