setTimeout(() => { console.log('one'); process.nextTick(() => console.log('tick one')); Promise.resolve().then(() => console.log('micro one')); }, 5);
setTimeout(() => { console.log('two'); process.nextTick(() => console.log('tick two')); Promise.resolve().then(() => console.log('micro two')); }, 5);
