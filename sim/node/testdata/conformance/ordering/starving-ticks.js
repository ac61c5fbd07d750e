let n = 0;
setTimeout(() => console.log('timeout after', n), 0);
(function again() { if (++n < 1000) process.nextTick(again); else console.log('ticks done'); })();
