process.on('uncaughtException', (e) => console.log('caught', e.message));
process.nextTick(() => { throw new Error('tick'); });
process.nextTick(() => console.log('second tick'));
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('micro'));
