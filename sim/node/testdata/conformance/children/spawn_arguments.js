// What spawn and its like refuse.
const cp = require('child_process');
const attempts = [
  () => cp.spawn(), () => cp.spawn(''), () => cp.spawn('a', 1), () => cp.spawn('a', [], 1), () => cp.spawn('a', [], { cwd: 1 }),
  () => cp.spawn('a', [], { stdio: 'x' }), () => cp.spawn('a', [], { stdio: ['ipc', 'ipc'] }), () => cp.spawn('a', [], { shell: 1 }),
  () => cp.spawn('a\0'), () => cp.exec(1), () => cp.spawn('a', { timeout: -1 }), () => cp.spawn('a', { killSignal: 'X' }),
  () => cp.fork('a', { stdio: ['pipe'] }), () => cp.spawn('a', { uid: 'x' }), () => cp.spawn('a', { gid: 1.5 }),
  () => cp.spawn('a', { detached: 1 }), () => cp.spawn('a', { argv0: 1 }), () => cp.spawn('true', { serialization: 'x' }),
  () => cp.execFile(), () => cp.exec('true', { maxBuffer: -1 }), () => cp.execFile('true', [], 'x'), () => cp.fork(),
  () => cp.fork('a', 'b'), () => cp.fork('a', [], { stdio: 'x' }), () => cp.execSync(), () => cp.spawnSync('a', { input: 1 }),
  () => cp.execFileSync('a', { timeout: 'x' }), () => cp.execFile('true', 'x'), () => cp.exec('true', {}, 1),
  () => cp.spawn('a', [], { env: { 'A\0': '1' } }), () => cp.spawn('true', { signal: 1 }),
];
for (const attempt of attempts) {
  try {
    attempt().on('error', (e) => console.log('error', e.code));
    console.log('no error', attempt.toString());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
