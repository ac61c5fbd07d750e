process.on('exit', (code) => { console.log('exit', code); setTimeout(() => console.log('no'), 0); process.nextTick(() => console.log('no')); });
process.on('beforeExit', () => console.log('not this'));
setTimeout(() => console.log('no'), 10);
Promise.resolve().then(() => { console.log('micro'); process.exit(); });
