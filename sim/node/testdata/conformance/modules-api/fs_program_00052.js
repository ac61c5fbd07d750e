// Seventy calls at random names.
const fs = require('fs'),
  path = require('path');
fs.mkdirSync('w');
process.chdir('w');
const base = process.cwd();
const clean = (s) =>
  typeof s === 'string'
    ? s.split(base).join('B')
    : Buffer.isBuffer(s)
      ? 'buf:' + s.toString('latin1')
      : Array.isArray(s)
        ? s.map(clean)
        : s && s.isFile
          ? [
              s.isFile(),
              s.isDirectory(),
              s.isSymbolicLink(),
              s.size * (s.isDirectory() ? 0 : 1),
              s.nlink,
              (s.mode & 0o7777).toString(8),
            ].join()
          : s;
const fds = [];
let n = 0;
const t = (f) => {
  n++;
  try {
    console.log(n, clean(f()));
  } catch (e) {
    console.log(n, e.code, clean(e.message), e.errno, e.syscall, clean(e.path), clean(e.dest));
  }
};
const tree = (d = '.') =>
  fs
    .readdirSync(d, { withFileTypes: true })
    .map((e) =>
      e.isDirectory()
        ? [e.name + '/', ...tree(d + '/' + e.name)]
        : e.isSymbolicLink()
          ? e.name + '->' + fs.readlinkSync(d + '/' + e.name)
          : e.name +
            ':' +
            fs.lstatSync(d + '/' + e.name).nlink +
            ':' +
            (fs.lstatSync(d + '/' + e.name).mode & 0o777).toString(8) +
            ':' +
            fs.readFileSync(d + '/' + e.name, 'latin1'),
    );
t(() => fs.cpSync('./c/a/d', 'a', { recursive: false, dereference: true }));
t(() => fs.linkSync('./b/a/a', 'd/b'));
t(() => fs.writeFileSync('d', 'n2'));
t(() => fs.symlinkSync('../a', 'd/c/a'));
t(() => fs.realpathSync('d/b').length > 0);
t(() => fs.rmSync('c'));
t(() => fs.truncateSync('c/d/d', 4));
t(() => fs.ftruncateSync(fds[2], 3));
t(() => fds.push(fs.openSync('c/d/b', 'w+')) > 0);
t(() => fs.realpathSync('a/b/a').length > 0);
t(() => fs.symlinkSync('../b/c', 'c'));
t(() => fs.appendFileSync('c/a', '+'));
t(() => fs.statSync('c'));
t(() => fs.symlinkSync('c/c', 'b/c'));
t(() => fs.rmSync('b/b', { recursive: true }));
t(() => fs.writeFileSync('d/d', 'n15'));
t(() => fs.existsSync('d/c/..'));
t(() => fs.mkdirSync('c/b'));
t(() => fs.cpSync('b/a', 'd/d', { recursive: true, force: false }));
t(() => fs.statSync('./b/a'));
t(() => fs.renameSync('b', 'd/b/b'));
t(() => fs.symlinkSync('a', 'd/c/a'));
t(() => fs.rmSync('./d/d', { recursive: true }));
t(() => fs.mkdirSync('d/a', { recursive: true }));
t(() => fs.readlinkSync('../c'));
t(() => fs.readdirSync('d', { withFileTypes: true }).map((x) => x.name || x));
t(() => fs.truncateSync('a/c', 0));
t(() => fs.mkdirSync('d/a'));
t(() => fds.push(fs.openSync('a/b/b', 'w')) > 0);
t(() => fs.mkdirSync('a/b', { recursive: true }));
t(() => fs.fstatSync(fds[1]));
t(() => fs.readlinkSync('a'));
t(() => fs.readFileSync('b/', 'utf8'));
t(() => fs.mkdirSync('a', { recursive: true }));
t(() => fs.mkdirSync('../d'));
t(() => fs.mkdirSync('c'));
t(() => fs.readSync(fds[2], Buffer.alloc(4)));
t(() => fs.writeFileSync('b/c', 'n37'));
t(() => fs.renameSync('b/d/a', 'a'));
t(() => fs.appendFileSync('d/b', '+'));
t(() => fs.writeFileSync('d/d', ''));
t(() => fs.existsSync('a/a/d/..'));
t(() => fs.utimesSync('d/../c/b', 1, 2));
t(() => fs.appendFileSync('./c/d', '+'));
t(() => fs.readdirSync('d/c/a', { recursive: true }).map((x) => x.name || x));
t(() => fs.statSync('a'));
t(() => fs.cpSync('./b', './d', { recursive: true }));
t(() => fs.readlinkSync('a'));
t(() => fs.realpathSync.native('a/d/c').length > 0);
t(() => fs.closeSync(fds[1]));
t(() => fs.truncateSync('c', 1));
t(() => fs.accessSync('a/d', 2));
t(() => fs.linkSync('d/a/c', 'c/c'));
t(() => fs.ftruncateSync(fds[2], 2));
t(() => fs.fstatSync(fds[1]));
t(() => fs.chmodSync('c', 0o644));
t(() => fs.lstatSync('a/a/a'));
t(() => fs.readlinkSync('./a/c'));
t(() => fs.unlinkSync('b'));
t(() => fs.renameSync('a/c/b', 'a/d/b'));
t(() => fs.realpathSync.native('a/a/a').length > 0);
t(() => fs.closeSync(fds[2]));
t(() => fs.writeFileSync('c/c', '', { flag: `r+` }));
t(() => fs.truncateSync('c', 0));
t(() => fs.chmodSync('b/d', 0o777));
t(() => fs.writeFileSync('d/c/c', 'n65'));
t(() => fs.cpSync('a/b/d', 'b/c/a', { recursive: true }));
t(() => fs.writeFileSync('a/d', 'n67'));
t(() => fs.copyFileSync('c/d', 'b/b'));
t(() => fs.mkdirSync('b/a', { recursive: true }));
t(() => JSON.stringify(tree()));
