// Lines with all kinds of ends, and what an interface says of itself.
// stdin: "one\ntwo\nthree\nfour\n\nlast"
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl.on('line', (l) => console.log('line', JSON.stringify(l)))
  .on('close', () => console.log('close'))
  .on('pause', () => console.log('pause'))
  .on('resume', () => console.log('resume'));
process.stdin.on('end', () => console.log('stdin end')).on('close', () => console.log('stdin close'));
console.log(
  rl.terminal,
  rl.line,
  rl.cursor,
  rl.history,
  rl.historySize,
  rl.closed,
  rl.paused,
  rl.crlfDelay,
  rl.getPrompt(),
  rl.columns,
  rl.tabSize,
  rl.escapeCodeTimeout,
  rl.completer,
  rl.removeHistoryDuplicates,
  rl.isCompletionEnabled,
);
setImmediate(() => console.log('immediate'));
