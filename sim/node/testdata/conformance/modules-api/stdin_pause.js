// A pause of standard input lets the end wait.
// stdin: "abc\n"
process.stdin.once('data', (d) => {
  console.log('data', String(d));
  process.stdin.pause();
  setTimeout(() => {
    console.log('resume');
    process.stdin.resume();
  }, 5);
});
process.stdin.on('end', () => console.log('end'));
process.on('exit', () => console.log('exit'));
