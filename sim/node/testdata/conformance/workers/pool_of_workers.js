const { Worker, isMainThread, parentPort } = require('worker_threads');
if (isMainThread) {
  const jobs = Array.from({ length: 12 }, (_, i) => i + 10);
  const results = new Array(jobs.length);
  let next = 0;
  let done = 0;
  const workers = Array.from({ length: 3 }, () => new Worker(__filename));
  const give = (w) => { if (next < jobs.length) { const id = next++; w.postMessage({ id, n: jobs[id] }); } };
  for (const w of workers) {
    w.on('message', ({ id, value }) => {
      results[id] = value;
      if (++done === jobs.length) {
        console.log(results);
        Promise.all(workers.map((one) => one.terminate())).then((codes) => console.log(codes));
      } else give(w);
    });
    give(w);
  }
} else {
  const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
  parentPort.on('message', ({ id, n }) => parentPort.postMessage({ id, value: fib(n) }));
}
