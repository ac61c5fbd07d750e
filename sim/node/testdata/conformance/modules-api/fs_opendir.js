// Directories opened and read entry by entry.
const fs = require('fs');
(async () => {
  fs.mkdirSync('o');
  for (let i = 0; i < 40; i++) fs.writeFileSync('o/f' + String(i).padStart(2, '0'), '');
  const d = fs.opendirSync('o');
  console.log(d.path, d.constructor.name);
  const n = [];
  let e;
  while ((e = d.readSync())) n.push(e.name);
  console.log(n.length, n.sort().slice(0, 3));
  d.closeSync();
  try {
    d.readSync();
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    d.closeSync();
  } catch (e) {
    console.log(e.code, e.message);
  }
  const p = await fs.promises.opendir('o', { bufferSize: 3 });
  let c = 0;
  for await (const x of p) c++;
  console.log(c);
  await p.close().catch((e) => console.log(e.code));
  try {
    await p.read();
  } catch (e) {
    console.log(e.code);
  }
  const q = await fs.promises.opendir('o');
  for await (const x of q) {
    break;
  }
  try {
    await q.close();
  } catch (e) {
    console.log(e.code);
  }
  const s = await fs.promises.opendir('o');
  s.read((e, x) => {
    console.log('cb', e, x && x.isFile());
    try {
      s.readSync();
      console.log('sync ok');
    } catch (e) {
      console.log(e.code);
    }
    s.close((e) => console.log('closed', e));
  });
  try {
    s.readSync();
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    fs.opendirSync('o', { bufferSize: 0 });
  } catch (e) {
    console.log(e.message);
  }
  try {
    fs.opendirSync('o', { encoding: 'zz' });
  } catch (e) {
    console.log(e.message);
  }
  console.log(s);
})();
