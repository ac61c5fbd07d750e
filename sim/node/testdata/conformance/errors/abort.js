console.log('before');
process.on('exit', () => console.log('never'));
process.abort();
