setInterval(() => {}, 1000);
process.on('exit', () => console.log('never'));
setTimeout(() => process.kill(process.pid, 'SIGTERM'), 2);
