process.on('uncaughtException', (error, origin) => console.log(error.message, origin));
setTimeout(() => { throw new Error('first'); }, 1);
setTimeout(() => console.log('goes on'), 1);
Promise.reject(new Error('second'));
