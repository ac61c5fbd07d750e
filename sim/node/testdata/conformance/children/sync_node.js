// Another Node, waited for.
const { execFileSync, spawnSync } = require('child_process');
console.log(execFileSync(process.execPath, ['-p', '6 * 7'], { encoding: 'utf8' }));
console.log(execFileSync(process.execPath, ['-e', 'console.log(process.argv.length, process.argv.slice(1))', 'x', 'y'], { encoding: 'utf8' }));
const r = spawnSync(process.execPath, ['-e', 'process.stdout.write("partial"); process.exit(12)'], { encoding: 'utf8' });
console.log(r.status, r.stdout);
const t = spawnSync(process.execPath, ['-e', 'throw new TypeError("bad")'], { encoding: 'utf8' });
console.log(t.status, t.stderr.split('\n').filter((l) => /TypeError/.test(l)));
const i = spawnSync(process.execPath, ['-'], { input: 'console.log("read from input", __filename)', encoding: 'utf8' });
console.log(i.status, i.stdout);
console.log(spawnSync(process.execPath, ['--version'], { encoding: 'utf8' }).stdout.startsWith('v20.'));
console.log(spawnSync(process.execPath, ['--no-such-option'], { encoding: 'utf8' }).status);
console.log(spawnSync(process.execPath, ['/no/such/file.js'], { encoding: 'utf8' }).status);
console.log(spawnSync('node', ['-e', 'process.abort()']).signal);
