// Reads and writes that are aborted.
const fs = require('fs'),
  fsp = fs.promises;
fs.writeFileSync('big', Buffer.alloc(3e6, 'ab'));
const ac = new AbortController();
fs.readFile('big', { signal: ac.signal }, (e, d) => console.log('cb', e.name, e.code, e.cause.name, d));
ac.abort();
const a2 = new AbortController();
fsp.readFile('big', { signal: a2.signal }).catch((e) => console.log('p', e.name, e.code, e.message, e.cause.name ?? e.cause));
setImmediate(() => a2.abort('why'));
fsp
  .readFile('big', { signal: AbortSignal.abort() })
  .catch((e) => console.log('p2', e.name, e.code, e.message, e.cause.name ?? e.cause));
fsp
  .writeFile('o', Buffer.alloc(3e6), { signal: AbortSignal.abort() })
  .catch((e) => console.log('p3', e.name, e.code));
fs.writeFile('o2', Buffer.alloc(3e6), { signal: AbortSignal.abort(new Error('r')) }, (e) =>
  console.log('p4', e.name, e.code, e.cause && e.cause.message),
);
try {
  fs.readFile('big', { signal: 1 }, () => {});
} catch (e) {
  console.log(e.message);
}
