// limits: endless things end when killed; the parent stays in control
const { spawn, fork, exec } = require('child_process'); const { Worker } = require('worker_threads'); const { once } = require('events');
if (process.argv[2] === 'deaf') { for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2']) process.on(s, () => {}); process.send('up'); for (;;); }
else (async () => {
  const y = spawn('yes'); let n = 0; y.stdout.on('data', (d) => { n += d.length; if (n > 1e6) y.kill(); }); console.log('yes', await once(y, 'close'), n > 1e6);
  const d = fork(__filename, ['deaf']); await once(d, 'message'); for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) d.kill(s); setTimeout(() => d.kill('SIGKILL'), 50); console.log('deaf', await once(d, 'exit'));
  const e = exec('while :; do :; done', { timeout: 100 }, (x) => console.log('loop', x.killed, x.signal)); await once(e, 'close');
  const p = spawn('sh', ['-c', 'yes | cat | head -c 100000 | wc -c']); p.stdout.on('data', (x) => console.log('piped', String(x).trim())); await once(p, 'close');
  const w = new Worker('for (;;) { try { throw 1 } catch { } finally { continue } }', { eval: true }); await once(w, 'online'); console.log('worker', await w.terminate());
  const g = spawn('sh', ['-c', 'trap "" TERM INT; sleep 5'], { detached: true }); await new Promise((r) => setTimeout(r, 30)); process.kill(-g.pid, 'SIGTERM'); console.log('group', await Promise.race([once(g, 'exit'), new Promise((r) => setTimeout(r, 50, 'still there'))])); process.kill(-g.pid, 'SIGKILL'); console.log(await once(g, 'exit'));
  const many = Array.from({ length: 30 }, (_, i) => spawn('sh', ['-c', `exit ${i}`])); console.log((await Promise.all(many.map((c) => once(c, 'exit')))).map((x) => x[0]).reduce((a, b) => a + b));
})();
