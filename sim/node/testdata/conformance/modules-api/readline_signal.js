// An interface that a signal closes.
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout, signal: AbortSignal.timeout(3) });
rl.on('close', () => console.log('closed by signal'));
rl.question('wait? ', (a) => console.log('a', a));
