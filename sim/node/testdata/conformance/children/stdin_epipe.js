// A child that does not read: writing fails.
const { spawn } = require('child_process');
const c = spawn('true');
c.stdin.on('error', (e) => console.log('error', e.code, e.syscall));
c.on('exit', () => {
  console.log('exit', c.stdin.destroyed, c.stdin.writable);
  c.stdin.write('too late', (e) => console.log('callback', e && e.code));
});
