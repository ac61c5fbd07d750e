// A synchronous form blocks the loop.
const { execSync } = require('child_process');
let ticks = 0;
const t = setInterval(() => ticks++, 5);
setTimeout(() => {
  const before = ticks;
  const start = Date.now();
  execSync('sleep 0.3');
  console.log(ticks === before, Date.now() - start >= 300);
  clearInterval(t);
}, 20);
