process.on('exit', (c) => console.log('exit', c));
function f() {
  throw new TypeError('bad');
}
setTimeout(f, 1);
