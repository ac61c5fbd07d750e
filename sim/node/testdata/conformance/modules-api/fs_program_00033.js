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
t(() => fs.copyFileSync('b/', 'd/c', 1));
t(() => fs.realpathSync('d/d/b').length > 0);
t(() => fs.readdirSync('a/d/b', { withFileTypes: true }).map((x) => x.name || x));
t(() => fs.lstatSync('a'));
t(() => fs.linkSync('./b/d/d', 'd/c'));
t(() => fs.symlinkSync('c', 'd/d'));
t(() => fs.writeSync(fds[1], 'Z'));
t(() => fds.push(fs.openSync('d', 'w+')) > 0);
t(() => fs.writeSync(fds[2], 'AB'));
t(() => fs.mkdirSync('b/c', { recursive: true }));
t(() => fs.mkdirSync('c', { recursive: true }));
t(() => fs.symlinkSync('d', 'b/d/c'));
t(() => fs.writeFileSync('a/a/d', 'hello'));
t(() => fs.unlinkSync('c/b/c'));
t(() => fs.cpSync('d/a', 'a/a/a', { recursive: false, force: false }));
t(() => fs.cpSync('d', 'd', { recursive: true, force: false }));
t(() => fs.readlinkSync('b'));
t(() => fs.truncateSync('./b', 4));
t(() => fs.readFileSync('d/d/c', 'utf8'));
t(() => fs.writeFileSync('b/d', 'n19'));
t(() => fs.copyFileSync('b', 'a/b'));
t(() => fs.linkSync('b', 'd/b'));
t(() => fs.realpathSync('d/a').length > 0);
t(() => fs.mkdirSync('../d', { recursive: true }));
t(() => fs.accessSync('d'));
t(() => fs.lstatSync('d'));
t(() => fs.lstatSync('c'));
t(() => fs.ftruncateSync(fds[1], 5));
t(() => fs.realpathSync('a').length > 0);
t(() => fs.writeSync(fds[3], 'Z', 0));
t(() => fs.truncateSync('b/c', 2));
t(() => fs.renameSync('a/c', 'c/c/d'));
t(() => fs.appendFileSync('d', '+'));
t(() => fs.cpSync('c', 'd', { recursive: false, force: false }));
t(() => fs.unlinkSync('d'));
t(() => fs.rmSync('d'));
t(() => fs.readdirSync('a/..', { recursive: true }).map((x) => x.name || x));
t(() => fs.symlinkSync('b/a/a', 'a'));
t(() => fs.rmSync('d/a', { recursive: true }));
t(() => fs.readdirSync('b/b/a', { recursive: true }).map((x) => x.name || x));
t(() => fs.rmdirSync('a'));
t(() => fs.unlinkSync('a/c'));
t(() => fs.writeSync(fds[2], 'AB', 0));
t(() => fs.linkSync('d', 'c'));
t(() => fs.chmodSync('b/a/b', 0o600));
t(() => fs.realpathSync.native('d/b').length > 0);
t(() => fs.lstatSync('b'));
t(() => fs.accessSync('a', 1));
t(() => fs.statSync('d'));
t(() => fs.symlinkSync('.', './b/d/c'));
t(() => fs.closeSync(fds[1]));
t(() => fs.renameSync('d/c', 'b'));
t(() => fs.closeSync(fds[1]));
t(() => fs.readFileSync('a', 'utf8'));
t(() => fs.renameSync('a/b/', 'a'));
t(() => fs.mkdirSync('c/d', 0o700));
t(() => fs.realpathSync('c').length > 0);
t(() => fs.linkSync('b/a/a/', 'c/c'));
t(() => fs.rmSync('c', { force: true }));
t(() => fs.utimesSync('a/d/a', 1, 2));
t(() => fds.push(fs.openSync('d', 'a+')) > 0);
t(() => fs.mkdirSync('d'));
t(() => fs.copyFileSync('a/c/d', 'd', 1));
t(() => fs.ftruncateSync(fds[3], 2));
t(() => fs.truncateSync('a/d/b', 1));
t(() => fs.chmodSync('a/c', 0o444));
t(() => fs.writeSync(fds[1], 'Z', 0));
t(() => fs.lstatSync('c'));
t(() => fs.chmodSync('c/a/c', 0o644));
t(() => fs.appendFileSync('b', '+'));
t(() => JSON.stringify(tree()));
