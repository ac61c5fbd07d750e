// Writing to a child, ending its input, a pipeline by hand.
const { spawn } = require('child_process');
const sort = spawn('sort');
const uniq = spawn('uniq', ['-c']);
sort.stdout.pipe(uniq.stdin);
let text = '';
uniq.stdout.on('data', (d) => { text += d; });
uniq.on('close', (code) => console.log(code, text));
for (const word of ['b', 'a', 'b', 'c', 'a', 'b']) sort.stdin.write(`${word}\n`);
sort.stdin.end();
sort.on('exit', (code) => console.log('sort', code));
