// A prompt that is shown again and again.
// stdin: "hello\nfoo\n  bar  \n"
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout, prompt: 'calc> ' });
rl.prompt();
rl.on('line', (l) => {
  switch (l.trim()) {
    case 'hello':
      console.log('world!');
      break;
    default:
      console.log(`Say what? '${l.trim()}'`);
  }
  rl.prompt();
}).on('close', () => {
  console.log('Have a great day!');
  process.exit(0);
});
