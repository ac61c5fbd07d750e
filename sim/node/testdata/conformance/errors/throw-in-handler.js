process.on('uncaughtException', (e) => { console.log(e.message); throw new Error('again'); });
process.on('exit', (code) => console.log('exit', code));
throw new Error('first');
