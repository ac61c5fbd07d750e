// Ticks and microtasks run between callbacks of the poll phase; immediates
// come after.
const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
fs.writeFileSync(dir + '/f', 'x');
fs.stat(dir + '/f', () => {
  console.log('stat');
  process.nextTick(() => console.log('tick 1'));
  Promise.resolve().then(() => { console.log('micro 1'); process.nextTick(() => console.log('tick 2')); });
  setImmediate(() => {
    console.log('immediate');
    fs.promises.stat(dir + '/f').then(() => console.log('promise stat'));
    fs.readFile(dir + '/f', () => {
      console.log('readFile');
      fs.rm(dir, { recursive: true }, () => console.log('rm', fs.existsSync(dir)));
    });
  });
});
