// A question that is cancelled, and one that is promised.
// stdin: "one\ntwo\n"
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
const ac = new AbortController();
rl.question('quick? ', { signal: ac.signal }, (a) => console.log('never', a));
ac.abort();
rl.on('line', (l) => console.log('line', l));
require('util')
  .promisify(rl.question)
  .call(rl, 'p? ')
  .then((a) => console.log('promised', a));
