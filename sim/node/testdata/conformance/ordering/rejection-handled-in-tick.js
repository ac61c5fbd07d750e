const p = Promise.reject(new Error('x'));
process.on('unhandledRejection', () => console.log('not this'));
process.nextTick(() => p.catch((e) => console.log('in time', e.message)));
