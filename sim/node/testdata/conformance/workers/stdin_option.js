const { Worker } = require('worker_threads');
const w = new Worker(`
let all = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (d) => { all += d; });
process.stdin.on('end', () => console.log('worker read', JSON.stringify(all)));
`, { eval: true, stdin: true });
w.stdin.write('hello ');
w.stdin.write('worker');
setTimeout(() => w.stdin.end('!\n'), 20);
w.on('exit', (c) => console.log('exit', c));
