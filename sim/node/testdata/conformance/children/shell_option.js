// spawn with a shell: quoting is the caller's business.
const { spawn, spawnSync } = require('child_process');
const c = spawn('echo', ['a  b', '$HOME', '|', 'tr', 'a-z', 'A-Z'], { shell: true, env: { HOME: '/there', PATH: process.env.PATH } });
console.log(c.spawnfile, c.spawnargs);
c.stdout.on('data', (d) => console.log(String(d)));
c.on('close', () => {
  console.log(spawnSync('echo one && echo two || echo three', { shell: true, encoding: 'utf8' }).stdout);
  console.log(spawnSync('exit 4', { shell: '/bin/sh' }).status);
  console.log(spawnSync('for i in 1 2 3; do echo $((i * i)); done | sort -rn | head -n 2', { shell: true, encoding: 'utf8' }).stdout);
});
