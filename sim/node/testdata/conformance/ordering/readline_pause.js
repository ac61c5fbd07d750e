// Pauses of an interface let lines wait.
const readline = require('readline'),
  { PassThrough } = require('stream');
const input = new PassThrough(),
  rl = readline.createInterface({ input });
rl.on('line', (l) => console.log('line', l))
  .on('close', () => console.log('close'))
  .on('pause', () => console.log('pause'))
  .on('resume', () => console.log('resume'));
input.write('a\nb');
input.write('c\n');
setImmediate(() => {
  rl.pause();
  rl.pause();
  input.write('d\ne\n');
  setImmediate(() => {
    console.log('now resume');
    rl.resume();
    setImmediate(() => {
      rl.write('written\n');
      rl.write('part');
      rl.write(' two\n');
      rl.close();
      rl.close();
      input.write('after\n');
      try {
        rl.write('x\n');
      } catch (e) {
        console.log(e.code);
      }
      try {
        rl.question('q', () => {});
      } catch (e) {
        console.log(e.code, e.message);
      }
      console.log(rl.pause(), rl.resume());
    });
  });
});
