const p = Promise.reject(new Error('late'));
process.on('unhandledRejection', (e) => console.log('unhandled', e.message));
process.on('rejectionHandled', () => console.log('handled later'));
setTimeout(() => p.catch((e) => console.log('caught', e.message)), 5);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
