// What a FileHandle does.
const fs = require('fs'),
  fsp = fs.promises;
(async () => {
  await fsp.writeFile('x', 'abc');
  const h = await fsp.open('x', 'r+');
  console.log(Object.keys(h), h.fd > 2, typeof h.close);
  console.log(await h.read());
  console.log(await h.read(Buffer.alloc(2), 0, 2, 1));
  console.log(await h.read({ buffer: Buffer.alloc(4), position: 0 }));
  console.log(await h.read(Buffer.alloc(5), { offset: 1, length: 2, position: 0 }));
  console.log(await h.write('XY', 1));
  console.log(await h.write(Buffer.from('zz'), 0, 2, 5));
  console.log(await h.readFile('utf8'));
  console.log(await fsp.readFile('x', 'utf8'));
  console.log((await h.stat()).size);
  await h.truncate(3);
  console.log(await fsp.readFile('x', 'utf8'));
  console.log(await h.writev([Buffer.from('11'), Buffer.from('222')], 0));
  console.log(await h.readv([Buffer.alloc(2), Buffer.alloc(2)], 0));
  await h.chmod(0o600);
  console.log(((await h.stat()).mode & 0o777).toString(8));
  await h.utimes(1, 2);
  console.log((await h.stat()).mtime);
  await h.datasync();
  await h.sync();
  await h.appendFile('END');
  console.log(await fsp.readFile('x', 'utf8'));
  h.on('close', () => console.log('close event'));
  const p = h.close();
  console.log(p, h.fd);
  await p;
  console.log(h.fd);
  try {
    await h.read();
  } catch (e) {
    console.log(e.code, e.message, e.syscall);
  }
  try {
    await h.close();
  } catch (e) {
    console.log(e);
  }
})();
