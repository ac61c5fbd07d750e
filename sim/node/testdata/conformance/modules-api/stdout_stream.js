const { Writable, Readable, pipeline } = require('stream');
console.log(process.stdout instanceof Writable, process.stdout.writable, process.stdout.isTTY, process.stdout.fd, process.stderr.fd);
console.log(process.stdout.write('one\n'), process.stdout.write(Buffer.from('two\n')), process.stdout.write('dHJlZQo=', 'base64'));
process.stdout.write('callback\n', () => console.log('written'));
process.nextTick(() => console.log('tick'));
Readable.from(['p', 'q', '\n']).pipe(process.stdout);
setImmediate(() => {
  const write = process.stdout.write;
  const got = [];
  process.stdout.write = (text) => { got.push(text); return true; };
  console.log('caught');
  process.stdout.write = write;
  console.log(got);
  pipeline(Readable.from(['piped\n']), process.stdout, (e) => console.error('end', e));
});
