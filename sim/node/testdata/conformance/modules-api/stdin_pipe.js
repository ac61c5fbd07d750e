// Standard input piped into standard output.
// stdin: "abc\ndef\n"
process.stdin.pipe(process.stdout);
process.stdin.on('end', () => console.log('[end]'));
process.stdout
  .on('pipe', () => console.log('[pipe]'))
  .on('unpipe', () => console.log('[unpipe]'))
  .on('finish', () => console.log('[finish]'));
