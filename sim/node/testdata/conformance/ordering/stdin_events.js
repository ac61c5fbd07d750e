// Bytes and the end of standard input come in one poll phase, and its close in the closing phase.
// stdin: "hello\nworld\n"
const log = console.error;
for (const e of ['readable', 'data', 'end', 'close', 'pause', 'resume', 'error'])
  if (e !== 'readable') process.stdin.on(e, (x) => console.log('in', e, x && x.length));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('micro'));
require('fs').stat('.', () => console.log('stat'));
