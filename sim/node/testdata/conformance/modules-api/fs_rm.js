// Removing files and trees.
const fs = require('fs');
const log = console.log;
const mk = () => {
  fs.mkdirSync('r/a/b', { recursive: true });
  fs.writeFileSync('r/1', '');
  fs.writeFileSync('r/a/b/2', '');
};
const t = (n, f) => {
  try {
    log(n, f());
  } catch (e) {
    log(n, e.name, e.code, e.message, e.errno, e.syscall, e.path, e.info);
  }
};
mk();
t('rm dir', () => fs.rmSync('r'));
t('rm file', () => fs.rmSync('r/1'));
t('rm rec', () => fs.rmSync('r', { recursive: true }));
log(fs.existsSync('r'));
t('rm no', () => fs.rmSync('r', { recursive: true }));
t('rm no f', () => fs.rmSync('r', { recursive: true, force: true }));
t('opt1', () => fs.rmSync('r', { maxRetries: -1 }));
t('opt2', () => fs.rmSync('r', { recursive: 'x' }));
t('opt3', () => fs.rmSync('r', { retryDelay: 'x' }));
t('opt4', () => fs.rmSync('r', { force: 1 }));
t('opt5', () => fs.rmSync('r', null));
t('opt6', () => fs.rmSync(5));
mk();
t('rmdir rec', () => fs.rmdirSync('r', { recursive: true }));
log(fs.existsSync('r'));
t('rmdir no rec', () => fs.rmdirSync('r', { recursive: true }));
mk();
fs.rm('r', (e) => {
  log('cb', e.name, e.code, e.message);
  fs.rm('r', { recursive: true }, (e) => {
    log('cb', e, fs.existsSync('r'));
    fs.rm('r', { recursive: true }, (e) => {
      log('cb', e.code, e.syscall);
      fs.rm('r', { recursive: true, force: true }, (e) => {
        log('cb', e);
        mk();
        fs.rmdir('r', (e) => {
          log('rmdir', e.code);
          fs.rmdir('r', { recursive: true }, (e) => {
            log('rmdir', e);
            mk();
            fs.symlinkSync('r', 'lnk');
            fs.promises
              .rm('lnk', { recursive: true })
              .then(() => {
                log(fs.existsSync('lnk'), fs.existsSync('r'));
                return fs.promises.rm('r').catch((e) => log(e.name, e.code, e.message));
              })
              .then(() => fs.promises.rmdir('r', { recursive: true }))
              .then(() => log(fs.existsSync('r')));
          });
        });
      });
    });
  });
});
