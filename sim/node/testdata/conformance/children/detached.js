// detached children lead a session; unref lets the parent end.
const { spawn, execSync } = require('child_process');
const c = spawn('sleep', ['1'], { detached: true, stdio: 'ignore' });
const ids = execSync(`ps -o pid=,pgid=,sid= -p ${c.pid}`, { encoding: 'utf8' }).trim().split(/\s+/).map(Number);
console.log(ids.every((id) => id === c.pid));
const d = spawn('sleep', ['1'], { stdio: 'ignore' });
const other = execSync(`ps -o pid=,pgid= -p ${d.pid}`, { encoding: 'utf8' }).trim().split(/\s+/).map(Number);
console.log(other[0] === other[1]);
c.unref();
d.unref();
c.on('exit', () => console.log('never'));
process.on('exit', () => console.log('parent ends first'));
