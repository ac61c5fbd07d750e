// Standard input that does not keep the process alive.
// stdin: "abc\n"
process.stdin.on('data', (d) => console.log('data', d.length));
process.stdin.unref();
process.on('exit', (c) => console.log('exit', c));
