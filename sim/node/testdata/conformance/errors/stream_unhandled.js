const { Readable } = require('stream');
process.on('exit', (code) => console.log('exit', code));
const r = new Readable({ read() { this.destroy(new Error('nobody listens')); } });
r.on('close', () => console.log('not reached'));
r.resume();
setImmediate(() => console.log('not reached either'));
console.log('main');
