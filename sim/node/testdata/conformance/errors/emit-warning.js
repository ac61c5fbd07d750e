process.on('warning', (w) => console.log(w.name, w.message, w.code));
process.emitWarning('careful');
process.emitWarning('old', 'DeprecationWarning', 'DEP1');
console.log('first');
