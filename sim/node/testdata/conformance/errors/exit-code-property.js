process.exitCode = 7;
process.on('exit', (code) => { console.log(code); process.exitCode = 9; });
