// Something put back into standard input.
// stdin: "abc"
console.log(process.stdin.fd, process.stdin.isRaw, process.stdin.listenerCount('data'));
process.stdin.once('readable', () => {
  console.log('readable', process.stdin.readableLength);
  process.stdin.unshift('>>');
  console.log(String(process.stdin.read()));
});
