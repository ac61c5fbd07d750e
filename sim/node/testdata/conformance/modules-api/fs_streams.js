const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
const file = dir + '/f';
const out = fs.createWriteStream(file);
out.on('open', (fd) => console.log('open', typeof fd)).on('ready', () => console.log('ready'));
out.on('finish', () => console.log('finish', out.bytesWritten, out.pending));
out.on('close', () => {
  console.log('close', out.destroyed);
  const input = fs.createReadStream(file, { encoding: 'utf8', start: 2, end: 11, highWaterMark: 4 });
  input.on('open', () => console.log('in open')).on('ready', () => console.log('in ready'));
  input.on('data', (chunk) => console.log('data', JSON.stringify(chunk)));
  input.on('end', () => console.log('in end'));
  input.on('close', () => {
    console.log('in close', input.bytesRead);
    missing();
  });
});
console.log(out.write('hello '), out.write(Buffer.from('wide ')), out.pending, out.path === file);
out.end('world', () => console.log('end callback'));
function missing() {
  const bad = fs.createReadStream(dir + '/none');
  bad.on('error', (e) => console.log('error', e.code, e.syscall)).on('close', () => {
    console.log('bad close');
    append();
  });
}
function append() {
  const more = fs.createWriteStream(file, { flags: 'a' });
  more.end('!', () => {
    const part = fs.createWriteStream(file, { flags: 'r+', start: 1 });
    part.end('EL', async () => {
      let text = '';
      for await (const chunk of fs.createReadStream(file)) text += chunk;
      console.log(text);
      fs.createReadStream(file).pipe(fs.createWriteStream(dir + '/copy')).on('finish', () => {
        console.log(fs.readFileSync(dir + '/copy', 'utf8') === text);
        fs.rmSync(dir, { recursive: true });
      });
    });
  });
}
