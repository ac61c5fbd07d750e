// signals, kill returns, killSignal, timeouts, abort, detached, ref/unref
const { spawn, fork, execFile } = require('child_process');
if (process.argv[2] === 'stubborn') {
  process.on('SIGTERM', () => process.send('ignored TERM'));
  process.on('SIGINT', (s, n) => { process.send(`got ${s} ${n}`); });
  process.on('SIGUSR2', (s, n) => process.send({ s, n }));
  process.send('ready');
  setInterval(() => {}, 1000);
} else main();
async function main() {
  const ev = (c, n) => new Promise((d) => c.once(n, (...a) => d(a)));
  const c = fork(__filename, ['stubborn']);
  await ev(c, 'message');
  for (const s of ['SIGTERM', 'SIGINT', 'SIGUSR2', 12, 0]) {
    const got = s === 0 ? null : ev(c, 'message');
    console.log(s, c.kill(s), c.killed, got && await got);
  }
  for (const s of ['SIGNOPE', 99, -1, {}, 'sigterm', null]) { try { console.log(s, c.kill(s)); if (s === 'sigterm' || s === null) console.log(await ev(c, 'message')); } catch (e) { console.log(e.name, e.code, e.message); } }
  c.kill('SIGKILL');
  console.log(await ev(c, 'exit'), c.killed, c.kill('SIGKILL'));
  const t = spawn('sleep', ['9'], { timeout: 80, killSignal: 'SIGINT' });
  console.log(await ev(t, 'exit'), t.killed);
  const ac = new AbortController();
  const a = spawn('sleep', ['9'], { signal: ac.signal, killSignal: 'SIGUSR1' });
  a.on('error', (e) => console.log(e.name, e.code, e.message, e.cause === ac.signal.reason, e.cause?.name));
  setTimeout(() => ac.abort(), 30);
  console.log(await ev(a, 'exit'), a.killed);
  const b = spawn('sleep', ['9'], { signal: AbortSignal.abort('str') });
  b.on('error', (e) => console.log('already', e.name, e.cause));
  console.log(await ev(b, 'exit'));
  const d = spawn('sh', ['-c', 'kill -STOP $$; echo resumed'], { detached: true });
  d.stdout.on('data', (x) => console.log(String(x)));
  setTimeout(() => { console.log('cont', d.kill('SIGCONT')); }, 60);
  console.log(await ev(d, 'close'));
  const g = spawn('sh', ['-c', 'sleep 8 & sleep 8; echo never'], { detached: true, stdio: 'ignore' });
  setTimeout(() => process.kill(-g.pid, 'SIGTERM'), 50);
  console.log('group', await ev(g, 'exit'));
  try { process.kill(g.pid, 0); } catch (e) { console.log(e.code, e.errno, e.syscall, e.message); }
  try { process.kill('x'); } catch (e) { console.log(e.code, e.message); }
  try { process.kill(process.pid, 'SIGFOO'); } catch (e) { console.log(e.code, e.message); }
  const ef = execFile('sleep', ['9'], { timeout: 40 }, (e, so, se) => console.log(e.killed, e.signal, e.code, e.message, so === ''));
  await ev(ef, 'close');
  process.once('SIGHUP', (...x) => console.log('self', x));
  console.log(process.kill(process.pid, 'SIGHUP'));
  await new Promise((r) => setTimeout(r, 20));
  const u = spawn('sleep', ['30'], { stdio: 'ignore' });
  u.unref(); u.ref(); u.unref();
  process.on('exit', (code) => { console.log('exit', code, u.exitCode); u.kill(); });
}
