console.log('one');
await new Promise((r) => setTimeout(r, 5));
console.log('two');
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
await null;
console.log('three');
