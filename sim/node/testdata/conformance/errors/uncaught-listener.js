process.on('uncaughtException', (e, o) => { console.log('caught', e.message, o, e.code); });
Promise.reject(5);
(async () => { null.foo })();
setTimeout(() => { undefinedFn() }, 1);
setTimeout(() => console.log('later'), 5);
