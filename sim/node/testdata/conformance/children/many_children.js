// Twenty children at once.
const { fork } = require('child_process');
if (process.argv[2]) {
  process.on('message', (n) => { process.send(n * n); process.disconnect(); });
} else {
  let sum = 0;
  let left = 10;
  for (let i = 1; i <= 10; i++) {
    const c = fork(__filename, ['child']);
    c.send(i);
    c.on('message', (n) => { sum += n; });
    c.on('exit', (code) => { if (--left === 0) console.log(sum, code); });
  }
}
