// Computes a little every 5 ms, 20 times.
let left = 20;
const timer = setInterval(() => {
  for (let i = 0; i < 100_000; i++) Math.sqrt(i);
  if (--left === 0) clearInterval(timer);
}, 5);
