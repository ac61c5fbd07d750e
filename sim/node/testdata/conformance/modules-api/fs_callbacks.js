const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
const f = dir + '/f';
const steps = [
  (next) => fs.writeFile(f, 'abc', (...a) => next('writeFile', a)),
  (next) => fs.appendFile(f, 'def', (...a) => next('appendFile', a)),
  (next) => fs.readFile(f, 'utf8', (...a) => next('readFile', a)),
  (next) => fs.access(f, (...a) => next('access', a)),
  (next) => fs.copyFile(f, dir + '/g', (...a) => next('copyFile', a)),
  (next) => fs.rename(dir + '/g', dir + '/h', (...a) => next('rename', a)),
  (next) => fs.readdir(dir, (...a) => next('readdir', a)),
  (next) => fs.mkdir(dir + '/d', (...a) => next('mkdir', a)),
  (next) => fs.mkdir(dir + '/d/e/f', { recursive: true }, (e, p) => next('mkdir -p', [e, p.replace(dir, '')])),
  (next) => fs.truncate(f, 4, (...a) => next('truncate', a)),
  (next) => fs.open(f, 'r+', (e, fd) => {
    fs.read(fd, Buffer.alloc(3), 0, 3, 0, (e1, n, b) => {
      fs.write(fd, 'ZZ', 1, (e2, w, s) => {
        fs.fstat(fd, (e3, st) => fs.close(fd, (...a) => next('fd', [e, e1, n, String(b), e2, w, s, e3, st.size, ...a])));
      });
    });
  }),
  (next) => fs.readFile(f, (e, b) => next('Buffer', [e, b])),
  (next) => fs.symlink('f', dir + '/l', (...a) => next('symlink', a)),
  (next) => fs.readlink(dir + '/l', (...a) => next('readlink', a)),
  (next) => fs.lstat(dir + '/l', (e, s) => next('lstat', [e, s.isSymbolicLink(), s.size])),
  (next) => fs.unlink(dir + '/l', (...a) => next('unlink', a)),
  (next) => fs.rmdir(dir + '/d/e/f', (...a) => next('rmdir', a)),
  (next) => fs.rm(dir, (e) => next('rm', [e.code])),
  (next) => fs.rm(dir, { recursive: true }, (...a) => next('rm -r', a)),
  (next) => fs.exists(dir, (...a) => next('exists', a)),
];
(function run(i) {
  if (i < steps.length) steps[i]((name, args) => {
    console.log(name, ...args);
    run(i + 1);
  });
})(0);
