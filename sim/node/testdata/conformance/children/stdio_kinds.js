// The places of stdio: pipe, ignore, inherit, descriptors.
const fs = require('fs');
const { spawn } = require('child_process');
const out = fs.openSync('out.txt', 'w');
const a = spawn('sh', ['-c', 'echo to file; echo to pipe >&2'], { stdio: ['ignore', out, 'pipe'] });
console.log(a.stdin, a.stdout, a.stderr !== null, a.stdio.length, a.stdio.map((s) => s === null));
a.stderr.on('data', (d) => console.log('stderr', String(d)));
a.on('close', () => {
  fs.closeSync(out);
  console.log(JSON.stringify(fs.readFileSync('out.txt', 'utf8')));
  const b = spawn('sh', ['-c', 'echo inherited'], { stdio: 'inherit' });
  b.on('close', (code) => {
    console.log(code, b.stdout);
    const input = fs.openSync('out.txt', 'r');
    const c = spawn('cat', { stdio: [input, 'pipe', 'ignore'] });
    c.stdout.on('data', (d) => console.log('cat', String(d)));
    c.on('close', () => {
      const d = spawn('sh', ['-c', 'echo three >&3; cat <&4'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'] });
      console.log(d.stdio.length, d.stdio[3] !== null, d.stdio[0]);
      d.stdio[3].on('data', (x) => console.log('fd 3', String(x)));
      d.stdio[4].end('into four\n');
      d.on('close', (code2) => console.log('closed', code2));
    });
  });
});
