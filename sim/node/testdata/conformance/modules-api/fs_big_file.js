// A file of several chunks, through every way of reading.
const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
const file = dir + '/big';
const data = Buffer.alloc(200000);
for (let i = 0; i < data.length; i += 4) data.writeUInt32LE(i, i);
fs.writeFileSync(file, data);
const sizes = [];
fs.createReadStream(file).on('data', (c) => sizes.push(c.length)).on('close', () => {
  console.log(sizes.join());
  fs.readFile(file, (e, all) => {
    console.log(all.equals(data), fs.readFileSync(file).equals(data));
    fs.promises.readFile(file).then((again) => {
      console.log(again.equals(data));
      const w = fs.createWriteStream(dir + '/copy', { highWaterMark: 1000 });
      let drains = 0;
      w.on('drain', () => drains++);
      fs.createReadStream(file, { highWaterMark: 50000 }).pipe(w).on('close', () => {
        console.log(drains, fs.statSync(dir + '/copy').size);
        fs.rmSync(dir, { recursive: true });
      });
    });
  });
});
