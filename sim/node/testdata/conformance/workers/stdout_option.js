const { Worker } = require('worker_threads');
const w = new Worker(`
process.stdout.write('one\\n');
console.log('two');
console.error('to stderr');
process.stdout.write('three', () => { process.stdout.write('\\n'); });
`, { eval: true, stdout: true, stderr: true });
const text = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr']) {
  w[name].setEncoding('utf8');
  w[name].on('data', (d) => { text[name] += d; });
  w[name].on('end', () => console.log(name, 'end'));
}
w.on('exit', (c) => { console.log('exit', c); setTimeout(() => console.log(text), 10); });
