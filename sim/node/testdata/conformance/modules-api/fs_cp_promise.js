// Copying trees with promises.
(async () => {
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
  const t = async (n, f) => {
    try {
      log(n, await f());
    } catch (e) {
      log(n, e.name, e.code, e.message, e.errno, e.syscall, e.path, e.dest, e.info);
    }
  };
  await t('nonrec', async () => await fs.promises.cp('s', 'd'));
  await t('rec', async () => await fs.promises.cp('s', 'd', { recursive: true }));
  log(tree('d'));
  await t('file to dir', async () => await fs.promises.cp('s/1', 'd/a'));
  await t('deref', async () => await fs.promises.cp('s', 'e', { recursive: true, dereference: true }));
  log(tree('e'));
  await t(
    'filter',
    async () =>
      await fs.promises.cp('s', 'f', {
        recursive: true,
        filter: (a, b) => {
          return !a.endsWith('b');
        },
      }),
  );
  log(tree('f'));
  await t(
    'verbatim',
    async () => await fs.promises.cp('s', 'g', { recursive: true, verbatimSymlinks: true }),
  );
  log(tree('g'));
  await t('mode', async () => await fs.promises.cp('s/1', 'd/1', { mode: fs.constants.COPYFILE_EXCL }));
  fs.utimesSync('s/1', 1, 2);
  await t('ts', async () => await fs.promises.cp('s/1', 'd/ts', { preserveTimestamps: true }));
  log(fs.statSync('d/ts').mtimeMs);
  await t('opt', async () => await fs.promises.cp('s', 'd', { recursive: 1 }));
  await t(
    'filter promise',
    async () => await fs.promises.cp('s', 'h', { recursive: true, filter: async () => true }),
  );
  await t('new parents', async () => await fs.promises.cp('s/1', 'n/e/w/1'));
  log(fs.readFileSync('n/e/w/1', 'utf8'));
})();
