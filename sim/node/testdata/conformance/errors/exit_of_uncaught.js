'use strict';
// The handlers of 'exit' run before an error that nobody caught is printed: one may end the
// process without that, say with which code it ends, or throw, of which nobody hears.
const { spawnSync } = require('child_process');
const programs = [
  "process.on('exit', () => process.exit(4)); throw new Error('x')",
  "process.on('exit', (c) => { console.log(c, process.exitCode); throw new Error('in exit') }); throw new Error('orig')",
  "process.exitCode = 3; process.on('exit', (c) => console.log(c, process.exitCode)); throw 'text'",
  "process.on('exit', (c) => { console.log(c); process.exitCode = 0 }); Promise.reject(new Error('rejected'))",
  "process.on('exit', () => { process.exitCode = 6; throw new Error('x') }); throw 1",
  "process.exitCode = 5; process.on('exit', () => { throw new Error('in exit') })",
  "process.on('exit', () => { throw new Error('in exit') }); process.exit(3)",
  "process.on('uncaughtException', () => { throw new Error('again') }); process.on('exit', () => console.log('exit')); throw 1",
];
for (const program of programs) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  console.log(status, JSON.stringify(stdout), stderr.split('\n').filter((line) => /^\w*Error|^text|^1/.test(line)));
}
