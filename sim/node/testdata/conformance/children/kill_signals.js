// kill only sends a signal; the end comes later.
const { spawn } = require('child_process');
const c = spawn('sleep', ['9']);
console.log(c.kill(0), c.killed);
console.log(c.kill(), c.killed, c.exitCode, c.signalCode);
c.on('exit', (code, signal) => {
  console.log(code, signal, c.exitCode, c.signalCode, c.kill(), c.killed);
  const d = spawn('sleep', ['9']);
  console.log(d.kill('SIGKILL'));
  d.on('exit', (code2, signal2) => {
    console.log(code2, signal2);
    for (const bad of ['FOO', 99, {}]) {
      try { d.kill(bad); } catch (e) { console.log(e.name, e.code, e.message); }
    }
    const e = spawn('sleep', ['9']);
    process.kill(e.pid, 'SIGINT');
    e.on('exit', (code3, signal3) => console.log(code3, signal3, e.killed));
  });
});
