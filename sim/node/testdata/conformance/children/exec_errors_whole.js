// exec and execFile: errors' full shape
const { exec, execFile } = require('child_process');
const util = require('util');
const p = (f, ...a) => new Promise((done) => f(...a, (e, so, se) => done([e, so, se])));
const show = (e) => e && { name: e.name, message: e.message, code: e.code, errno: e.errno, syscall: e.syscall, path: e.path, spawnargs: e.spawnargs, killed: e.killed, signal: e.signal, cmd: e.cmd, keys: Object.keys(e) };
(async () => {
  let r = await p(exec, 'echo hi; echo bad >&2; exit 2');
  console.log(show(r[0]), r.slice(1));
  r = await p(exec, 'kill -9 $$'); console.log(show(r[0]), r.slice(1));
  r = await p(exec, 'sleep 5', { timeout: 100 }); console.log(show(r[0]), r.slice(1));
  r = await p(exec, 'sleep 5', { timeout: 100, killSignal: 'SIGKILL' }); console.log(show(r[0]));
  r = await p(exec, 'yes', { maxBuffer: 10 }); console.log(show(r[0]), r.slice(1));
  r = await p(exec, 'yes abc', { maxBuffer: 6, encoding: 'buffer' }); console.log(show(r[0]), r.slice(1));
  r = await p(execFile, 'nope', ['a', 'b']); console.log(show(r[0]), r.slice(1));
  r = await p(execFile, 'sh', ['-c', 'exit 7']); console.log(show(r[0]), r.slice(1));
  r = await p(execFile, process.execPath, ['-e', 'process.exitCode=9; console.log(process.argv.length)', 'x', 'y']); console.log({ ...show(r[0]), path: 0, cmd: 0, message: 0 }, r.slice(1));
  r = await p(exec, 'echo $A$B', { env: { A: '1', B: '2' } }); console.log(r);
  r = await p(exec, 'pwd', { cwd: '/' }); console.log(r);
  r = await p(exec, 'pwd', { cwd: '/nope' }); console.log(show(r[0]));
  r = await p(exec, 'echo é', { encoding: 'latin1' }); console.log(r);
  r = await p(exec, 'echo é', { encoding: 'hex' }); console.log(r);
  r = await p(execFile, 'echo $HOME', { shell: true, env: { HOME: 'h' } }); console.log(r);
  const ac = new AbortController();
  setTimeout(() => ac.abort(new Error('why')), 50);
  r = await p(exec, 'sleep 3', { signal: ac.signal }); console.log(r[0].name, r[0].code, r[0].message, r[0].cause && r[0].cause.message, r.slice(1));
  r = await p(exec, 'sleep 3', { signal: AbortSignal.abort() }); console.log(r[0].name, r[0].cause && r[0].cause.name, r.slice(1));
  const pe = util.promisify(exec), pf = util.promisify(execFile);
  try { console.log(await pe('echo a; exit 1')); } catch (e) { console.log(e.stdout, e.stderr, e.code, e.cmd, Object.keys(e)); }
  const pr = pf('echo', ['z']); console.log(pr.child.spawnargs, await pr);
  try { await pf('nope'); } catch (e) { console.log(e.stdout, e.stderr, e.code, util.inspect(e).replace(/\n +at.*/g, '')); }
  for (const a of [[], [''], [5], ['x', 5], ['true', { maxBuffer: -1 }], ['true', { timeout: 'x' }], ['true', { maxBuffer: 'a' }], ['true', {}, 'x']]) {
    try { exec(...a); console.log('fine'); } catch (e) { console.log(e.code, e.message); }
  }
  r = await p(exec, ''.padEnd(3, ' ')); console.log(r);
})();
