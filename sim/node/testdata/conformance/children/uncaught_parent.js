// An 'error' that nobody listens to ends the parent.
process.on('uncaughtException', (e) => console.log('uncaught', e.code, e.syscall));
const c = require('child_process').spawn('no-such-thing');
process.on('exit', (code) => console.log('exit', code));
