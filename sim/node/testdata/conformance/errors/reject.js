process.on('exit', (code) => console.log('exit', code));
Promise.reject(new TypeError('nobody'));
setTimeout(() => console.log('never'), 5);
