// A program that is not there.
const { spawn } = require('child_process');
const c = spawn('no-such-program', ['a', 'b']);
console.log(c.pid, c.stdin === null, c.stdout === null);
c.on('spawn', () => console.log('never'));
c.on('exit', () => console.log('never'));
c.on('error', (e) => console.log(e.message, e.code, e.errno, e.syscall, e.path, e.spawnargs));
c.on('close', (code, signal) => console.log('close', code, signal));
const d = spawn('ls', [], { cwd: '/no/such/place' });
d.on('error', (e) => console.log(e.message, e.code));
const f = spawn('/tmp');
f.on('error', (e) => console.log(e.message, e.code));
