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
t(() => fs.readSync(fds[3], Buffer.alloc(4)));
t(() => fs.readSync(fds[2], Buffer.alloc(4)));
t(() => fs.chmodSync('b', 0o644));
t(() => fs.symlinkSync('.', 'd/d/b/'));
t(() => fs.renameSync('c/a/b', 'd/b'));
t(() => fs.cpSync('b', 'a/c/c/', { recursive: true, errorOnExist: true, force: false }));
t(() => fs.chmodSync('c/c/c', 0o600));
t(() => fs.renameSync('c/d/b', 'a/c/b'));
t(() => fs.mkdirSync('b/b/d'));
t(() => fs.copyFileSync('d/d', 'c'));
t(() => fs.readdirSync('b/c/b', { withFileTypes: true }).map((x) => x.name || x));
t(() => fs.existsSync('b/d/c'));
t(() => fds.push(fs.openSync('b/a/a/', 'a')) > 0);
t(() => fs.mkdirSync('c/c/b', { recursive: true }));
t(() => fs.closeSync(fds[2]));
t(() => fs.rmdirSync('d/a'));
t(() => fs.cpSync('d/a/b', 'b', { recursive: true, force: false }));
t(() => fs.realpathSync('b/d/b').length > 0);
t(() => fs.mkdirSync('c/d', { recursive: true }));
t(() => fs.lstatSync('d/a/b'));
t(() => fs.readSync(fds[0], Buffer.alloc(4)));
t(() => fs.mkdirSync('b/c/', { recursive: true }));
t(() => fs.renameSync('c/c', 'b/c/../b'));
t(() => fs.mkdirSync('c'));
t(() => fs.fstatSync(fds[0]));
t(() => fs.unlinkSync('b/'));
t(() => fs.appendFileSync('d/d', '+'));
t(() => fs.fstatSync(fds[2]));
t(() => fs.ftruncateSync(fds[2], 2));
t(() => fs.lstatSync('a/a'));
t(() => fs.readFileSync('d/a/a', 'utf8'));
t(() => fs.cpSync('b', 'a/c/d', { recursive: false, dereference: true }));
t(() => fs.lstatSync('c/b/c'));
t(() => fs.utimesSync('a/d/b', 1, 2));
t(() => fs.utimesSync('./a/d/c/', 1, 2));
t(() => fs.writeSync(fds[1], 'Z', 0));
t(() => fs.realpathSync('d/b').length > 0);
t(() => fs.linkSync('d/b', 'b/d/d'));
t(() => fs.utimesSync('./d/c/b', 1, 2));
t(() => fs.readlinkSync('c'));
t(() => fs.truncateSync('a/b/a', 4));
t(() => fs.utimesSync('c', 1, 2));
t(() => fs.copyFileSync('c/d/d', 'd/b', 1));
t(() => fds.push(fs.openSync('a/d/a', 'a+')) > 0);
t(() => fs.readSync(fds[3], Buffer.alloc(4)));
t(() => fs.closeSync(fds[1]));
t(() => fs.writeFileSync('b/d/c', 'n46'));
t(() => fs.utimesSync('a', 1, 2));
t(() => fs.writeSync(fds[0], 'AB'));
t(() => fs.appendFileSync('c/d', '+'));
t(() => fs.accessSync('a'));
t(() => fs.mkdirSync('c/d/c', 0o700));
t(() => fs.readdirSync('d/a/d', { withFileTypes: true }).map((x) => x.name || x));
t(() => fs.mkdirSync('c', 0o700));
t(() => fs.existsSync('b'));
t(() => fs.accessSync('./b/c', 2));
t(() => fs.rmdirSync('b'));
t(() => fs.readFileSync('d', 'utf8'));
t(() => fs.rmdirSync('../b/d'));
t(() => fs.utimesSync('b', 1, 2));
t(() => fs.rmdirSync('b'));
t(() => fs.unlinkSync('c/../c/c'));
t(() => fs.mkdirSync('d/a/c'));
t(() => fs.utimesSync('c/d', 1, 2));
t(() => fs.writeFileSync('a/b', 'n64'));
t(() => fs.writeFileSync('d/b/a', 'n65'));
t(() => fs.readSync(fds[0], Buffer.alloc(4)));
t(() => fs.writeFileSync('d/c/a', 'n67'));
t(() => fs.realpathSync('d/a').length > 0);
t(() => fs.existsSync('c/d/b'));
t(() => JSON.stringify(tree()));
