// What options of Node make of warnings, and of promises that nobody handles.
const { spawnSync } = require('child_process');
const plain = (text) => String(text).split('\n').filter((line) => !/^\s+at /.test(line)).join('\n').replace(/node:\d+\)/g, 'node:PID)').replace(/^(node:internal|\[eval\]).*\n.*\n.*\n/m, '');
const run = (...words) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, words);
  console.log(words.slice(0, -1).join(' '), '→', status, plain(stdout), plain(stderr));
};
const rejects = 'process.on("exit", (c) => console.log("exit", c)); Promise.reject(new TypeError("unh")); setTimeout(() => console.log("alive"), 1)';
for (const mode of ['none', 'warn', 'strict', 'throw']) {
  run(`--unhandled-rejections=${mode}`, '-e', rejects);
  run(`--unhandled-rejections=${mode}`, '-e', `process.on("unhandledRejection", (e) => console.log("told", e.message)); ${rejects}`);
}
run('--unhandled-rejections', 'warn', '-e', 'Promise.reject(5)');
run('--unhandled-rejections=strict', '-e', `process.on("uncaughtException", (e, origin) => console.log(origin)); ${rejects}`);
const warns = 'process.emitWarning("w"); process.emitWarning("d", "DeprecationWarning", "DEP1"); console.log(process.noDeprecation, process.throwDeprecation)';
for (const option of ['--no-warnings', '--no-deprecation', '--throw-deprecation', '--trace-warnings', '--trace-deprecation']) run(option, '-e', warns);
run('--no-warnings', '-e', `process.on("warning", (w) => console.log("listener", w.message)); ${warns}`);
console.log(plain(spawnSync('node', ['-e', warns], { env: { ...process.env, NODE_NO_WARNINGS: '1' } }).stderr) === '');
