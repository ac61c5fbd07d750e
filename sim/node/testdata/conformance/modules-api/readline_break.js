// A loop over lines that is left.
// stdin: "a\nb\nc\nd\n"
const readline = require('readline');
(async () => {
  const rl = readline.createInterface({ input: process.stdin });
  for await (const l of rl) {
    console.log(l);
    if (l === 'b') break;
  }
  console.log('broke', rl.closed, rl.paused);
  rl.on('close', () => console.log('closed'));
  rl.close();
})();
