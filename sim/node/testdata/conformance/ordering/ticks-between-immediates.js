setImmediate(() => { console.log('one'); process.nextTick(() => console.log('tick one')); setImmediate(() => console.log('next turn')); });
setImmediate(() => { console.log('two'); Promise.resolve().then(() => console.log('micro two')); });
