// What is shown above the reason of a rejection that Node itself has made.
const { spawnSync } = require('child_process');
for (const code of [
  'require("fs").promises.readFile("/nope")', 'require("fs").promises.writeFile("/nope/x", "")',
  'require("util").promisify(require("child_process").exec)("exit 3")',
  'require("util").promisify(require("child_process").execFile)("nope")',
  'require("events").once(require("child_process").spawn("nope"), "exit")',
  'const s = require("http").createServer((q) => q.socket.destroy()).listen(0, () => require("events").once(require("http").get({ port: s.address().port }), "x"))',
  'fetch("http://localhost:1")', 'require("events").once(require("net").connect(1), "x")',
]) {
  const { status, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8', timeout: 5000 });
  console.log(status, stderr.split('\n').slice(0, 5));
}
