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
t(() => fs.writeFileSync('a/b', 'n0'));
t(() => fs.symlinkSync('./d/b', 'd/..'));
t(() => fs.mkdirSync('d/b'));
t(() => fs.lstatSync('./a/a/b/'));
t(() => fs.appendFileSync('d/a/a/', '+'));
t(() => fs.lstatSync('b/a'));
t(() => fs.readSync(fds[1], Buffer.alloc(4)));
t(() => fs.truncateSync('a/c/c', 2));
t(() => fs.renameSync('./d/b/d', 'd/a/b'));
t(() => fs.mkdirSync('c/a'));
t(() => fs.rmSync('b', { force: true }));
t(() => fs.mkdirSync('b/c', 0o700));
t(() => fs.readSync(fds[3], Buffer.alloc(4)));
t(() => fs.writeFileSync('b', 'x', { flag: `wx` }));
t(() => fds.push(fs.openSync('a', 'a+')) > 0);
t(() => fs.rmSync('a'));
t(() => fs.renameSync('d', 'a/a'));
t(() => fs.mkdirSync('a/a'));
t(() => fs.readdirSync('b/d/..', { recursive: true }).map((x) => x.name || x));
t(() => fs.writeFileSync('a/b', 'n19'));
t(() => fs.readlinkSync('c/c/a'));
t(() => fs.appendFileSync('d/b/a', '+'));
t(() => fs.readSync(fds[0], Buffer.alloc(4)));
t(() => fs.writeSync(fds[0], 'AB', 5));
t(() => fds.push(fs.openSync('b', 'w+')) > 0);
t(() => fs.accessSync('a'));
t(() => fs.linkSync('a', 'd/d/a'));
t(() => fs.truncateSync('a/b', 4));
t(() => fs.mkdirSync('b/a', { recursive: true }));
t(() => fs.renameSync('c/c/a/', 'c/b/d'));
t(() => fs.chmodSync('c', 0o777));
t(() => fs.readlinkSync('b/d/c'));
t(() => fs.fstatSync(fds[2]));
t(() => fs.utimesSync('c/a/d', 1, 2));
t(() => fds.push(fs.openSync('a', 'r+')) > 0);
t(() => fs.accessSync('a/c', 1));
t(() => fs.readSync(fds[1], Buffer.alloc(4)));
t(() => fs.writeSync(fds[1], 'AB'));
t(() => fs.mkdirSync('d/a/c'));
t(() => fs.ftruncateSync(fds[0], 3));
t(() => fs.readFileSync('d', 'utf8'));
t(() => fs.unlinkSync('a/a/b'));
t(() => fs.symlinkSync('../b/c', 'b/d'));
t(() => fs.mkdirSync('a/a'));
t(() => fs.rmSync('c/b', { recursive: true, force: true }));
t(() => fs.closeSync(fds[0]));
t(() => fs.readSync(fds[3], Buffer.alloc(4)));
t(() => fs.readlinkSync('a/d'));
t(() => fs.writeFileSync('c', 'yy', { mode: 0o600 }));
t(() => fs.rmdirSync('d/d/d'));
t(() => fs.renameSync('./a/d/a', 'd/a'));
t(() => fds.push(fs.openSync('d/b', 'w')) > 0);
t(() => fs.truncateSync('d/c/c', 3));
t(() => fs.linkSync('a', 'd/d/b'));
t(() => fs.mkdirSync('d/a/d', { recursive: true }));
t(() => fs.writeSync(fds[3], 'AB', 0));
t(() => fs.writeFileSync('d/d/b', 'hello', { flag: `a` }));
t(() => fs.writeFileSync('b/c', 'n57'));
t(() => fs.renameSync('a/c', 'a/d'));
t(() => fs.realpathSync('a').length > 0);
t(() => fds.push(fs.openSync('c', 'r')) > 0);
t(() => fs.mkdirSync('c/d/b', { recursive: true }));
t(() => fs.truncateSync('d/c/a', 4));
t(() => fs.mkdirSync('d'));
t(() => fs.chmodSync('d/b/d/', 0o444));
t(() => fs.symlinkSync('../b', 'a/c/d'));
t(() => fs.writeFileSync('a', 'n66'));
t(() => fs.mkdirSync('a'));
t(() => fs.writeFileSync('d/b', ''));
t(() => fs.mkdirSync('a/b/c', { recursive: true }));
t(() => JSON.stringify(tree()));
