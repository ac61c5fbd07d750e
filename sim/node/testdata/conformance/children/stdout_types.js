// process.stdout of children is a pipe, a file, or nothing.
const fs = require('fs');
const { spawnSync } = require('child_process');
const code = 'process.stdout.write([process.stdout.constructor.name, process.stdout._type, process.stdout.fd, process.stdout.isTTY, process.stdin.constructor.name].join())';
console.log(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout);
const fd = fs.openSync('f.txt', 'w');
spawnSync(process.execPath, ['-e', code], { stdio: ['ignore', fd, 'inherit'] });
fs.closeSync(fd);
console.log(fs.readFileSync('f.txt', 'utf8'));
console.log(spawnSync(process.execPath, ['-e', code], { stdio: 'ignore' }).status);
fs.writeFileSync('in.txt', 'line 1\nline 2\n');
const input = fs.openSync('in.txt', 'r');
console.log(spawnSync(process.execPath, ['-e', 'process.stdin.on("data", (d) => console.log(d.length)).on("end", () => console.log("end"))'], { stdio: [input, 'pipe', 'inherit'], encoding: 'utf8' }).stdout);
