// A timeout ends the child by a signal.
const { exec, execFile, spawn, spawnSync, execSync } = require('child_process');
execFile('sleep', ['9'], { timeout: 50 }, (e, out) => {
  console.log(e.killed, e.code, e.signal, e.message, JSON.stringify(out));
  execFile('sleep', ['9'], { timeout: 50, killSignal: 'SIGKILL' }, (e2) => {
    console.log(e2.killed, e2.code, e2.signal);
    const c = spawn('sleep', ['9'], { timeout: 50, killSignal: 'SIGINT' });
    c.on('exit', (code, signal) => {
      console.log(code, signal, c.killed);
      const r = spawnSync('sleep', ['9'], { timeout: 60 });
      console.log(r.status, r.signal, r.error.code, r.error.message);
      try {
        execSync('sleep 9', { timeout: 60, killSignal: 'SIGKILL' });
      } catch (e3) {
        console.log(e3.code, e3.signal, e3.status);
      }
      exec('exit 0', { timeout: 5000 }, (e4) => console.log(e4));
    });
  });
});
