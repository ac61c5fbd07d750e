// unref, with pipes that still hold the loop.
const { spawn } = require('child_process');
const c = spawn('sh', ['-c', 'sleep 0.1; echo late']);
c.unref();
c.stdout.on('data', (d) => console.log(String(d)));
process.on('exit', () => console.log('end'));
