// AbortSignal ends children.
const { spawn, exec, execFile } = require('child_process');
const a = new AbortController();
const c = spawn('sleep', ['9'], { signal: a.signal });
c.on('error', (e) => console.log('error', e.name, e.code, e.message, e.cause && e.cause.name));
c.on('exit', (code, signal) => {
  console.log('exit', code, signal, c.killed);
  const done = AbortSignal.abort();
  const d = spawn('sleep', ['9'], { signal: done });
  d.on('error', (e) => console.log('second', e.name));
  d.on('exit', (code2, signal2) => {
    console.log(code2, signal2);
    const b = new AbortController();
    execFile('sleep', ['9'], { signal: b.signal }, (e) => console.log('execFile', e.name, e.code, e.cmd, e.killed));
    setTimeout(() => b.abort(), 20);
  });
});
setTimeout(() => a.abort(new Error('enough')), 20);
