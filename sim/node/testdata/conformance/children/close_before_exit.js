// A parent that waits sees a child's streams close before its end: the signal of it is seen to in a later poll phase.
const { spawn } = require('child_process');
const order = [];
const child = spawn(process.execPath, ['-e', 'console.log(1)'], { stdio: ['ignore', 'pipe', 'pipe'] });
for (const name of ['stdout', 'stderr']) child[name].resume().on('close', () => order.push(name));
child.on('exit', () => order.push('exit'));
child.on('close', () => order.push('close'));
process.on('exit', () => console.log(order.join(' ')));
