// The sum of numbers: where it is worked out decides how long it takes.
const { fork } = require('child_process');
const { Worker, isMainThread, parentPort } = require('worker_threads');
const { performance } = require('perf_hooks');
const count = Number(process.argv[2]) || 1_000_000;

function sum(numbers) {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += numbers[i];
  return total;
}

async function main() {
  const numbers = Array.from({ length: count }, (_, i) => i % 1000);
  const shared = new Int32Array(new SharedArrayBuffer(4 * count));
  for (let i = 0; i < count; i++) shared[i] = numbers[i];
  const right = sum(numbers);
  const answer = (who) => new Promise((resolve) => who.once('message', resolve));
  const child = (serialization) => fork(__filename, [count, 'child'], { serialization });

  const worker = new Worker(__filename);
  worker.postMessage([]);
  await answer(worker);
  const json = child('json'), advanced = child('advanced');
  for (const warm of [json, advanced]) {
    warm.send([]);
    await answer(warm);
  }

  const took = {};
  async function time(name, action) {
    const start = performance.now();
    const result = await action();
    took[name] = performance.now() - start;
    if (result !== right) throw new Error(`${name}: ${result}`);
  }
  await time('in the process', () => sum(numbers));
  await time('worker, shared buffer', () => { worker.postMessage(shared); return answer(worker); });
  await time('worker, copied', () => { worker.postMessage(numbers); return answer(worker); });
  await time('warm child, advanced', () => { advanced.send(numbers); return answer(advanced); });
  await time('warm child, JSON', () => { json.send(numbers); return answer(json); });
  await time('new child, JSON', async () => {
    const fresh = child('json');
    fresh.send(numbers);
    const result = await answer(fresh);
    fresh.kill();
    return result;
  });
  for (const name in took) console.log(took[name].toFixed(2).padStart(8), name);
  json.kill();
  advanced.kill();
  worker.terminate();
}

if (!isMainThread) parentPort.on('message', (numbers) => parentPort.postMessage(sum(numbers)));
else if (process.argv[3] === 'child') process.on('message', (numbers) => process.send(sum(numbers)));
else main();
