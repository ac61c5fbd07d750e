// cwd, env, shell, encoding, input to a shell.
const { exec, execFile } = require('child_process');
exec('pwd', { cwd: '/tmp' }, (e, out) => {
  console.log(out.trim());
  exec('echo $A-$B', { env: { A: '1', B: 'two' } }, (e2, out2) => {
    console.log(out2.trim());
    exec('echo raw', { encoding: 'buffer' }, (e3, out3) => {
      console.log(out3);
      execFile('echo "$0" x', { shell: '/bin/sh' }, (e4, out4) => {
        console.log(out4);
        const c = exec('cat | tr a-z A-Z', (e5, out5) => console.log(out5));
        c.stdin.end('shout');
      });
    });
  });
});
