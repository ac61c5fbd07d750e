// A program that shows stars.
// stdin: "secret\n"
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl._writeToOutput = (s) => process.stdout.write('[' + s.replace(/./g, '*') + ']');
rl.question('password: ', (p) => {
  console.log('\n' + p);
  rl.close();
});
