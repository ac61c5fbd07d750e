process.on('uncaughtException', (e) => console.log('caught', e.message));
queueMicrotask(() => { throw new Error('micro'); });
queueMicrotask(() => console.log('second micro'));
