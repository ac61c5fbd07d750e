// Questions that are aborted.
const readline = require('readline/promises');
(async () => {
  const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
  const ac = new AbortController();
  setTimeout(() => ac.abort('late'), 5);
  try {
    await rl.question('q? ', { signal: ac.signal });
  } catch (e) {
    console.log(e.name, e.code, e.message, e.cause);
  }
  try {
    await rl.question('q? ', { signal: AbortSignal.abort() });
  } catch (e) {
    console.log(e.name, e.cause.name);
  }
  rl.close();
})();
