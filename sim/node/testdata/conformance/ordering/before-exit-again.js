let n = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', n, code);
  if (n++ < 2) setTimeout(() => console.log('more'), 1);
});
process.on('exit', () => console.log('exit'));
