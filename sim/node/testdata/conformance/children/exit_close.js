// 'exit' is the end of the process, 'close' that of its streams.
const { spawn } = require('child_process');
const c = spawn('sh', ['-c', 'sleep 0.2 & echo started']);
const seen = [];
c.stdout.on('data', (d) => seen.push(`data ${String(d).trim()}`));
let at;
c.on('exit', (code) => { at = Date.now(); seen.push(`exit ${code}`); });
c.on('close', () => {
  seen.push('close');
  console.log(seen.join(', '), Date.now() - at >= 100);
});
