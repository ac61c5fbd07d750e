// spawnSync, execSync, execFileSync and their results.
const cp = require('child_process');
console.log(cp.execSync('echo hi').toString());
console.log(cp.execSync('cat', { input: 'from input', encoding: 'utf8' }));
console.log(cp.execFileSync('echo', ['-n', 'a b'], { encoding: 'latin1' }));
const r = cp.spawnSync('sh', ['-c', 'echo out; echo err >&2; exit 5']);
console.log(Object.keys(r), r.status, r.signal, String(r.stdout), String(r.stderr), r.output.length, typeof r.pid);
const k = cp.spawnSync('sh', ['-c', 'kill -TERM $$'], { encoding: 'utf8' });
console.log(k.status, k.signal, k.output);
for (const f of [() => cp.execSync('exit 9', { stdio: 'pipe' }), () => cp.execFileSync('nope'), () => cp.execSync('echo no >&2; exit 1', { stdio: 'pipe' })]) {
  try {
    f();
  } catch (e) {
    console.log(e.message, e.status, e.signal, e.code, e.output && e.output.map(String));
  }
}
const missing = cp.spawnSync('nope', ['x']);
console.log(missing.error.message, missing.error.path, missing.error.spawnargs, missing.status, missing.output, missing.pid);
console.log(cp.spawnSync('cat', { input: Buffer.from('bytes') }).stdout);
console.log(cp.spawnSync('pwd', { cwd: '/tmp', encoding: 'utf8' }).stdout);
console.log(cp.spawnSync('true', { stdio: 'ignore' }).output);
console.log(cp.execSync('echo shown', { stdio: 'inherit' }));
