// Copying trees at once.
const fs = require('fs'),
  path = require('path');
const log = console.log;
const tree = (d, i = '') =>
  fs
    .readdirSync(d, { withFileTypes: true })
    .map(
      (e) =>
        i +
        e.name +
        (e.isDirectory()
          ? '/\n' + tree(d + '/' + e.name, i + ' ')
          : e.isSymbolicLink()
            ? ' -> ' + fs.readlinkSync(d + '/' + e.name) + '\n'
            : '=' + fs.readFileSync(d + '/' + e.name) + '\n'),
    )
    .join('');
fs.mkdirSync('s/a/b', { recursive: true });
fs.writeFileSync('s/1', 'one');
fs.writeFileSync('s/a/2', 'two');
fs.writeFileSync('s/a/b/3', 'three');
fs.symlinkSync('1', 's/l');
const t = (n, f) => {
  try {
    log(n, f());
  } catch (e) {
    log(n, e.name, e.code, e.message, e.errno, e.syscall, e.path, e.dest, e.info);
  }
};
t('nonrec', () => fs.cpSync('s', 'd'));
t('rec', () => fs.cpSync('s', 'd', { recursive: true }));
log(tree('d'));
t('file errorOnExist', () => fs.cpSync('s/1', 'd/1', { errorOnExist: true, force: false }));
t('force false', () => fs.cpSync('s/1', 'd/a/2', { force: false }));
log(fs.readFileSync('d/a/2', 'utf8'));
t('same', () => fs.cpSync('s', 's', { recursive: true }));
t('into self', () => fs.cpSync('s', 's/a/x', { recursive: true }));
t('dir to file', () => fs.cpSync('s/a', 'd/1', { recursive: true }));
t('file to dir', () => fs.cpSync('s/1', 'd/a'));
t('deref', () => fs.cpSync('s', 'e', { recursive: true, dereference: true }));
log(tree('e'));
t('filter', () =>
  fs.cpSync('s', 'f', {
    recursive: true,
    filter: (a, b) => {
      return !a.endsWith('b');
    },
  }),
);
log(tree('f'));
t('verbatim', () => fs.cpSync('s', 'g', { recursive: true, verbatimSymlinks: true }));
log(tree('g'));
t('mode', () => fs.cpSync('s/1', 'd/1', { mode: fs.constants.COPYFILE_EXCL }));
fs.utimesSync('s/1', 1, 2);
t('ts', () => fs.cpSync('s/1', 'd/ts', { preserveTimestamps: true }));
log(fs.statSync('d/ts').mtimeMs);
t('opt', () => fs.cpSync('s', 'd', { recursive: 1 }));
t('filter promise', () => fs.cpSync('s', 'h', { recursive: true, filter: async () => true }));
t('new parents', () => fs.cpSync('s/1', 'n/e/w/1'));
log(fs.readFileSync('n/e/w/1', 'utf8'));
