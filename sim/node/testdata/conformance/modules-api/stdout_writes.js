// Writes of all kinds to standard output.
process.stdout.cork();
console.log('a');
process.stdout.write('b\n');
console.error(process.stdout.writableLength);
process.stdout.uncork();
console.error(process.stdout.writableLength);
process.stdout.write(Buffer.from('buf\n'));
process.stdout.write(new Uint8Array([65, 10]));
process.stdout.write('68690a', 'hex');
process.stdout.write('é\n', 'latin1');
try {
  process.stdout.write(5);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  process.stdout.write(null);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  process.stdout.write('x', 'nope');
} catch (e) {
  console.log(e.code, e.message);
}
process.stdout.destroy();
console.log('after destroy', process.stdout.destroyed);
setImmediate(() => {
  console.log('later', process.stdout.destroyed);
});
