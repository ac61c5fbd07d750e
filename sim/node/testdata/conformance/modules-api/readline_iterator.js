// The iterator by hand.
// stdin: "a\nb\nc\nd\n"
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin });
const it = rl[Symbol.asyncIterator]();
(async () => {
  console.log(await it.next());
  await new Promise((r) => setTimeout(r, 5));
  console.log(await it.next());
  console.log(await it.next());
  console.log(await it.return());
  console.log(await it.next());
})();
rl.on('close', () => console.log('closed'));
