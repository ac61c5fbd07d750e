// Signals to itself: each is told, and the default when nobody listens any more
process.on('SIGUSR2', (s, n) => console.log('got', s, n)); process.once('SIGTERM', (s) => { console.log(s); process.kill(process.pid, 'SIGTERM'); });
console.log(process.kill(process.pid, 'SIGUSR2'), process.kill(process.pid, 0)); process.kill(process.pid, 'SIGUSR2');
setTimeout(() => process.kill(process.pid, 'SIGTERM'), 5); setInterval(() => {}, 1000);
for (const a of [[process.pid, 'SIGFOO'], ['x'], [process.pid, 1000], [undefined], [99999999, 0]]) { try { process.kill(...a); } catch (e) { console.log(e.code, e.message, e.syscall, e.errno); } }
