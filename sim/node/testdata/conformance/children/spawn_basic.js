// A child's output, its exit code, and the order of 'spawn', 'exit' and 'close'.
const { spawn } = require('child_process');
const c = spawn('echo', ['hello', 'world']);
console.log(typeof c.pid, c.connected, c.killed, c.exitCode, c.signalCode, c.spawnfile, c.spawnargs);
c.on('spawn', () => console.log('spawn'));
c.stdout.setEncoding('utf8');
c.stdout.on('data', (d) => console.log('data', JSON.stringify(d)));
c.stdout.on('end', () => console.log('end'));
c.on('close', (code, signal) => console.log('close', code, signal, c.exitCode, c.signalCode));
console.log('after');
