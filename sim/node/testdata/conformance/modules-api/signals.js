process.on('SIGUSR2', (name, number) => { console.log('got', name, number); clearInterval(alive); });
process.once('SIGHUP', () => console.log('hup'));
const alive = setInterval(() => {}, 1000);
console.log(process.kill(process.pid, 'SIGHUP'));
setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 5);
process.on('exit', (c) => console.log('exit', c));
