// Standard input read by hand.
// stdin: "abcdefghij"
process.stdin.on('readable', () => {
  let c;
  while ((c = process.stdin.read(4)) !== null) console.log('c', String(c));
  console.log('none');
});
process.stdin.on('end', () => console.log('end')).on('close', () => console.log('close'));
