// A child that handles signals itself.
if (process.argv[2] === 'child') {
  process.on('SIGTERM', () => { console.log('child: TERM'); process.exit(3); });
  process.on('SIGUSR2', () => console.log('child: USR2'));
  setInterval(() => {}, 1000);
  console.log('ready');
} else {
  const c = require('child_process').spawn(process.execPath, [__filename, 'child']);
  c.stdout.setEncoding('utf8');
  c.stdout.on('data', (d) => {
    for (const line of d.trim().split('\n')) {
      console.log(line);
      if (line === 'ready') c.kill('SIGUSR2');
      if (line.endsWith('USR2')) c.kill();
    }
  });
  c.on('close', (code, signal) => console.log(code, signal, c.killed));
}
