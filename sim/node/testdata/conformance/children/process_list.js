// ps sees the tree of processes.
const { execSync, spawn } = require('child_process');
const c = spawn('sleep', ['5']);
const rows = execSync(`ps -o pid=,ppid=,comm= -p ${process.pid},${c.pid}`, { encoding: 'utf8' }).trim().split('\n').map((l) => l.trim().split(/\s+/));
console.log(rows.length, rows.every(([pid, ppid, comm]) => (Number(pid) === c.pid ? Number(ppid) === process.pid && comm === 'sleep' : comm === 'node')));
console.log(execSync(`ps -o nlwp= -p ${c.pid}`, { encoding: 'utf8' }).trim());
c.kill();
c.on('exit', () => {
  try { execSync(`ps -p ${c.pid}`, { stdio: 'pipe' }); } catch (e) { console.log('gone', e.status); }
});
