// SharedArrayBuffer and Atomics: mutex, semaphore, barrier, waitAsync, timeouts, errors
const { Worker, isMainThread, workerData, parentPort, threadId } = require('worker_threads');
if (!isMainThread) {
  const { i32, id } = { i32: new Int32Array(workerData.sab), id: workerData.id };
  const lock = () => { while (Atomics.compareExchange(i32, 0, 0, 1) !== 0) Atomics.wait(i32, 0, 1); };
  const unlock = () => { Atomics.store(i32, 0, 0); Atomics.notify(i32, 0, 1); };
  for (let i = 0; i < 200; i++) { lock(); i32[1]++; unlock(); Atomics.add(i32, 2, 2); }
  if (Atomics.add(i32, 3, 1) === 3) { Atomics.store(i32, 4, 1); Atomics.notify(i32, 4); } else console.log === 0 || Atomics.wait(i32, 4, 0);
  parentPort.postMessage([id, Atomics.load(i32, 3)]);
} else (async () => {
  const sab = new SharedArrayBuffer(64), i32 = new Int32Array(sab);
  const done = []; const ws = [0, 1, 2, 3].map((id) => new Worker(__filename, { workerData: { sab, id } }).on('message', (m) => done.push(m)));
  await Promise.all(ws.map((w) => new Promise((d) => w.on('exit', d))));
  console.log(i32.slice(0, 5), done.sort());
  console.log(Atomics.wait(i32, 10, 1), Atomics.wait(i32, 10, 0, 10), Atomics.notify(i32, 10), Atomics.isLockFree(4), Atomics.isLockFree(3));
  const a = Atomics.waitAsync(i32, 10, 0, 20), b = Atomics.waitAsync(i32, 10, 5), c = Atomics.waitAsync(i32, 11, 0), z = Atomics.waitAsync(i32, 10, 0, 0);
  console.log(a, b, z, await a.value);
  console.log(Atomics.notify(i32, 11, 5), await c.value);
  for (const op of ['add', 'sub', 'and', 'or', 'xor', 'exchange']) console.log(op, Atomics[op](i32, 12, 6), i32[12]);
  for (const f of [() => Atomics.wait(new Int32Array(4), 0, 0, 0), () => Atomics.wait(new Uint8Array(sab), 0, 0), () => Atomics.add(new Float64Array(sab), 0, 1), () => Atomics.load(i32, 99), () => Atomics.add([], 0, 1), () => Atomics.store(new BigInt64Array(sab), 0, 1), () => Atomics.store(i32, 0, 1.7), () => Atomics.notify(new Int32Array(4), 0), () => new SharedArrayBuffer(-1), () => SharedArrayBuffer(1), () => Atomics.waitAsync(new Uint8Array(sab), 0, 0), () => new SharedArrayBuffer(8, { maxByteLength: 16 }).growable, () => structuredClone(sab) === sab, () => structuredClone(sab, { transfer: [sab] }), () => Atomics.load(new BigUint64Array(sab), 5), () => Atomics.compareExchange(new Int8Array(sab, 40), 0, 0, 300)]) {
    try { console.log(f()); } catch (e) { console.log(e.name, e.message); }
  }
  const g = new SharedArrayBuffer(4, { maxByteLength: 12 }); const view = new Uint8Array(g); g.grow(8); console.log(g.byteLength, view.length, g.maxByteLength, g); try { g.grow(4); } catch (e) { console.log(e.message); }
  const w = new Worker('const { workerData: s, parentPort } = require("worker_threads"); const i = new Int32Array(s); parentPort.postMessage("go"); console.log(Atomics.wait(i, 15, 0), i[14]);', { eval: true, workerData: sab });
  w.on('message', () => setTimeout(() => { i32[14] = 77; i32[15] = 1; console.log('woken', Atomics.notify(i32, 15)); }, 30));
})();
