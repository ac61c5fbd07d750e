// Questions as promises.
// stdin: "x\ny\nz\n"
const readline = require('readline/promises');
(async () => {
  const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
  const a = await rl.question('a? ');
  console.log('got', a);
  const b = await rl.question('b? ');
  console.log('got', b);
  rl.close();
  try {
    await rl.question('c? ');
  } catch (e) {
    console.log(e.code, e.message);
  }
})();
