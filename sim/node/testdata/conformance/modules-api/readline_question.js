// Questions with callbacks.
// stdin: "Bob\n42\nextra\n"
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl.question('Name? ', (n) => {
  console.log('Hi', n);
  rl.question('Age? ', (a) => {
    console.log('age', a);
    rl.close();
  });
});
rl.on('close', () => console.log('closed'));
rl.on('line', (l) => console.log('unasked', l));
