// exec: output, errors, codes and signals.
const { exec } = require('child_process');
const commands = ['echo hi; echo err >&2', 'exit 3', 'kill -9 $$', 'nosuchcommand', 'printf abc', 'false || echo fallback', 'cat < /dev/null'];
(function next(i) {
  if (i === commands.length) return;
  exec(commands[i], (error, stdout, stderr) => {
    console.log(commands[i], JSON.stringify([stdout, stderr]));
    if (error) console.log(Object.keys(error), error.code, error.killed, error.signal, error.cmd, JSON.stringify(error.message));
    next(i + 1);
  });
})(0);
