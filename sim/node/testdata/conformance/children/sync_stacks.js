// Where the errors of the forms that wait come from.
const child = require('child_process');
const { execFileSync, execSync, spawnSync } = child;
function missing() { execFileSync('nope', ['q']); }
function failing() { execSync('exit 3', { stdio: 'ignore' }); }
function told() { throw spawnSync('nope').error; }
function shell() { execSync('nope', { shell: '/nope' }); }
function file() { child.execFileSync('sh', ['-c', 'exit 2'], { stdio: 'ignore' }); }
for (const attempt of [missing, failing, told, shell, file]) try { attempt(); } catch (e) { console.log(e.stack.split('\n').slice(0, 6).join('\n')); }
