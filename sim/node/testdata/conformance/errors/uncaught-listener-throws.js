process.on('uncaughtException', (e) => { throw new Error('again') });
throw 3;
