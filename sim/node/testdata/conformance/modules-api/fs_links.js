// Links, hard and symbolic.
const fs = require('fs');
const log = console.log;
fs.mkdirSync('d');
fs.writeFileSync('d/f', 'data');
fs.symlinkSync('f', 'd/l1');
fs.symlinkSync('d/l1', 'l2');
fs.symlinkSync('d', 'ld');
log(
  fs.readlinkSync('d/l1'),
  fs.readlinkSync('l2'),
  fs.realpathSync('l2'),
  fs.realpathSync('ld/l1'),
  fs.realpathSync.native('ld/../d/l1'),
);
log(
  fs.lstatSync('l2').isSymbolicLink(),
  fs.statSync('l2').isFile(),
  fs.lstatSync('l2').size,
  fs.lstatSync('l2').mode.toString(8),
);
fs.linkSync('d/f', 'hard');
log(fs.statSync('hard').nlink, fs.statSync('hard').ino === fs.statSync('d/f').ino);
fs.writeFileSync('l2', 'changed');
log(fs.readFileSync('hard', 'utf8'));
fs.unlinkSync('d/f');
log(fs.existsSync('l2'), fs.readFileSync('hard', 'utf8'), fs.statSync('hard').nlink);
fs.writeFileSync('l2', 'recreated');
log(fs.readdirSync('d'), fs.readFileSync('d/f', 'utf8'));
fs.renameSync('ld', 'moved');
log(fs.readlinkSync('moved'));
fs.rmSync('moved');
log(fs.existsSync('d'));
log(fs.readlinkSync('l2', 'buffer'), fs.readlinkSync('l2', { encoding: 'base64' }));
fs.lutimesSync('l2', 1, 2);
log(fs.lstatSync('l2').mtimeMs, fs.statSync('l2').mtimeMs === 2000);
fs.symlink('x', 'cb', 'file', (e) => {
  log(e);
  fs.readlink('cb', (e, s) => {
    log(e, s);
    fs.realpath('cb', (e, p) => {
      log(e.code, e.path, e.syscall);
      fs.lstat('cb', (e, s) => log(s.isSymbolicLink()));
    });
  });
});
process.chdir('d');
log(
  process.cwd(),
  fs.readdirSync('.'),
  fs.realpathSync('.'),
  fs.readFileSync('f', 'utf8'),
  fs.mkdtempSync('tmp-').length,
);
log(
  fs.mkdirSync('p/q/r', { recursive: true }),
  fs.mkdirSync('p/q/r/s/t', { recursive: true }),
  fs.mkdirSync('d/p/u/v', { recursive: true }),
);
try {
  process.chdir('/none');
} catch (e) {
  log(e.message, e.code, e.errno, e.syscall, e.path, e.dest);
}
const d = fs.mkdtempSync('pre-');
log(/^pre-[A-Za-z0-9]{6}$/.test(d), (fs.statSync(d).mode & 0o777).toString(8));
log(fs.mkdtempSync('b-', 'buffer') instanceof Buffer);
