// An empty standard input ends in the first poll phase.
const log = console.error;
for (const e of ['readable', 'data', 'end', 'close', 'pause', 'resume', 'error'])
  if (e !== 'readable') process.stdin.on(e, (x) => console.log('in', e, x && x.length));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('micro'));
require('fs').stat('.', () => console.log('stat'));
