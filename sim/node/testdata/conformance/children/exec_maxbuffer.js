// More output than is wanted ends the child.
const { exec, execFile, execSync, spawnSync } = require('child_process');
exec('yes', { maxBuffer: 10 }, (e, out, err) => {
  console.log(e.code, e.message, e.name, JSON.stringify(out), JSON.stringify(err), e.cmd, e.killed);
  execFile('sh', ['-c', 'echo 0123456789 >&2; sleep 5'], { maxBuffer: 4 }, (e2, out2, err2) => {
    console.log(e2.code, e2.message, JSON.stringify(err2));
    exec('printf 12345', { maxBuffer: 5 }, (e3, out3) => {
      console.log(e3, out3);
      try {
        execSync('yes', { maxBuffer: 6 });
      } catch (e4) {
        console.log(e4.code, e4.errno, e4.syscall, e4.status, e4.signal, e4.stdout.length > 6);
      }
      const r = spawnSync('yes', { maxBuffer: 4 });
      console.log(r.error.code, r.status, r.signal, r.stdout.length > 4);
    });
  });
});
