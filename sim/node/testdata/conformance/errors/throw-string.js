process.on('exit', (code) => console.log('exit', code));
throw 'just text';
