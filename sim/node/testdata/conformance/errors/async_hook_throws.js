// An error in a hook ends the process, whoever would catch it
const { createHook } = require('async_hooks');
process.on('exit', (c) => console.log('exit', c)); process.on('uncaughtException', () => console.log('never'));
createHook({ before() { throw new Error('in a hook'); } }).enable();
try { createHook({ init: 1 }); } catch (e) { console.log(e.code, e.message); }
setTimeout(() => console.log('never'), 1);
