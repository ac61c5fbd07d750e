const { setTimeout: wait, setImmediate: soon } = require('timers/promises');
wait(10, 'ten').then(console.log);
soon('soon').then(console.log);
(async () => { console.log(await wait(5, 'five')); })();
