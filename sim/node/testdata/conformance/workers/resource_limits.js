const { Worker } = require('worker_threads');
const w = new Worker('const a = []; for (;;) a.push(new Array(1000).fill({ x: a.length }));', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 20, maxYoungGenerationSizeMb: 4 } });
console.log(w.resourceLimits.maxOldGenerationSizeMb);
w.on('error', (e) => console.log(e.code, e.message));
w.on('exit', (c) => console.log('exit', c));
