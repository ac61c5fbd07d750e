// SIGUSR1 starts the inspector in Node: it does not end the process, unless a listener came and went. It ends a shell.
const { fork, spawn } = require('child_process');
if (process.argv[2] === 'child') {
  process.send('up');
  process.on('message', (m) => {
    if (m === 'listen') {
      process.once('SIGUSR1', () => process.send('told'));
      process.send('listens');
    } else process.send(`echo ${m}`);
  });
} else {
  const child = fork(__filename, ['child'], { stdio: ['ignore', 'inherit', 'ignore', 'ipc'] });
  child.on('message', (m) => {
    console.log(m);
    if (m === 'up') {
      child.kill('SIGUSR1');
      setTimeout(() => child.send('x'), 100);
    } else if (m === 'echo x') child.send('listen');
    else child.kill('SIGUSR1');
  });
  child.on('exit', (code, signal) => console.log(code, signal));
  spawn('sh', ['-c', 'kill -USR1 $$; echo no']).on('exit', (code, signal) => console.log('sh', code, signal));
}
