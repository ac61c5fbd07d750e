// What stat tells.
const fs = require('fs');
fs.writeFileSync('s', '12345');
const s = fs.statSync('s');
console.log(
  Object.keys(s),
  s.constructor.name,
  s.isFile(),
  s.isDirectory(),
  s.isFIFO(),
  s.isSocket(),
  s.isBlockDevice(),
  s.isCharacterDevice(),
  s.isSymbolicLink(),
);
console.log(s.size, s.mode.toString(8), s.nlink, s.blksize, s.blocks, s.uid === process.getuid(), s.gid === process.getgid());
const b = fs.statSync('s', { bigint: true });
console.log(Object.keys(b), b.constructor.name, b.size, b.mode, typeof b.mtimeNs);
fs.mkdirSync('made');
console.log(fs.statSync('made').isDirectory(), fs.statSync('made').mode.toString(8));
console.log(s.mtime instanceof Date, Math.abs(s.mtimeMs - Number(b.mtimeNs) / 1e6) < 1);
fs.utimesSync('s', new Date('2020-01-01'), 1577923200.5);
const u = fs.statSync('s');
console.log(u.atime, u.mtime, u.mtimeMs, fs.statSync('s', { bigint: true }).mtimeNs);
fs.utimesSync('s', '1.25', '2.75');
console.log(fs.statSync('s').atimeMs, fs.statSync('s').mtimeMs);
u.mtime = 5;
console.log(u.mtime, u.atime);
const z = fs.statSync('s');
delete z.atime;
console.log(z.atime, Object.getOwnPropertyDescriptor(Object.getPrototypeOf(z), 'atime') !== undefined, 'mtime' in z);
console.log(new fs.Stats());
console.log(Object.keys(fs.constants).length, fs.constants);
console.log(fs.F_OK, fs.R_OK, fs.W_OK, fs.X_OK);
