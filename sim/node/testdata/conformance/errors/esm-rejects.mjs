process.on('uncaughtException', (e, origin) => console.log('uncaught', e.message, origin));
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('timer'), 1);
await Promise.reject(new Error('top level'));
