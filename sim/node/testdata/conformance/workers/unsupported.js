const { Worker } = require('worker_threads');
new Worker(`
for (const name of ['abort', 'chdir', 'umask', 'setuid', 'setgid', 'setgroups', 'initgroups', 'seteuid', 'setegid']) {
  try { process[name]('0', 'y'); console.log(name, 'ok'); } catch (e) { console.log(name, e.code, e.message); }
}
console.log(typeof process.umask(), process.title, (process.title = 'other', process.title));
console.log(process.stdin.constructor.name, process.stdout.constructor.name, process.stdout.isTTY, process.stdout.fd, process.stdin.read());
process.on('SIGUSR2', () => console.log('never'));
console.log(process.send, process.connected, process.channel);
`, { eval: true }).on('exit', (c) => console.log('exit', c));
