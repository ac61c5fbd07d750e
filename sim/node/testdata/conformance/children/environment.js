// env replaces the environment; undefined leaves a variable out; later changes of process.env count.
const { execFileSync, spawnSync } = require('child_process');
process.env.ADDED = 'yes';
const show = (options) => execFileSync(process.execPath, ['-p', 'JSON.stringify([process.env.ADDED, process.env.X, "Y" in process.env])'], { encoding: 'utf8', ...options }).trim();
console.log(show({}));
console.log(show({ env: { X: 1, Y: undefined } }));
console.log(show({ env: { ...process.env, X: 'x', Y: '' } }));
delete process.env.ADDED;
console.log(show({}));
console.log(spawnSync('env', { env: { B: '2', A: '1' }, encoding: 'utf8' }).stdout);
