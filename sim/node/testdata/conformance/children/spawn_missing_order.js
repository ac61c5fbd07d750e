// Of two children that could not be started, the streams of the one that was
// made last are closed first: libuv closes the last handle first.
const { spawn } = require('child_process');
for (const [name, options] of [['a', {}], ['b', { cwd: '/nonexistent' }], ['c', { stdio: ['ignore', 'pipe', 'ignore'] }]]) {
  const child = spawn(name === 'b' ? 'echo' : 'nonesuch', ['x'], options);
  child.on('error', (error) => console.log(name, 'error', error.code, error.path, child.pid));
  child.on('close', (code, signal) => console.log(name, 'close', code, signal, child.exitCode));
}
