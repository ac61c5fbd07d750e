// What nobody caught is shown to a depth of 5, and as it is: nothing of its own
// says how.
const { spawnSync } = require('child_process');
const shown = (code) => {
  const { stderr, status } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  console.log(status, stderr.split('\n').filter((line) => !/^ +at /.test(line)).join('\n'));
};
shown('throw Object.assign(new Error("with data"), { a: { b: { c: { d: { e: { f: {} } } } } }, memory: Buffer.from("ab") })');
shown('throw Object.assign(new Error("e"), { output: [null, Buffer.alloc(0)] })');
shown('process.on("uncaughtExceptionMonitor", (error) => console.error("seen", error.message)); throw new Error("monitored")');
