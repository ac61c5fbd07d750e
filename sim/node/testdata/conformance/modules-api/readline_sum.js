// A sum of numbers, one a line.
// stdin: "3\n10\n20\n30\n"
const rl = require('readline').createInterface({ input: process.stdin });
const lines = [];
rl.on('line', (l) => lines.push(l));
rl.once('close', () => {
  const [n, ...rest] = lines;
  console.log(
    Number(n),
    rest
      .slice(0, n)
      .map(Number)
      .reduce((a, b) => a + b, 0),
  );
});
