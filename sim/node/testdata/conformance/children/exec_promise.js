// util.promisify of exec and execFile.
const { promisify } = require('util');
const cp = require('child_process');
const exec = promisify(cp.exec);
const execFile = promisify(cp.execFile);
(async () => {
  console.log(exec.name, execFile.name);
  console.log(await exec('echo out; echo err >&2'));
  const p = execFile('echo', ['a', 'b c']);
  console.log(p.child instanceof cp.ChildProcess);
  console.log(await p);
  try {
    await exec('echo before; exit 7');
  } catch (e) {
    console.log(e.code, e.stdout, e.stderr, e.killed, e.signal, e.cmd);
  }
  try {
    await execFile('nope');
  } catch (e) {
    console.log(e.code, e.path, e.spawnargs, e.stdout, e.stderr, e.cmd);
  }
})();
