const fs = require('fs');
const aborted = AbortSignal.abort();
fs.readFile('/etc/none', { signal: aborted }, (e) => console.log('cb', e.name, e.code, e.message));
console.log('after');
fs.promises.readFile('/etc/none', { signal: aborted }).catch((e) => console.log('promise', e.name, e.code));
fs.promises.writeFile('/tmp/none', 'x', { signal: aborted }).catch((e) => console.log('write', e.name, fs.existsSync('/tmp/none')));
