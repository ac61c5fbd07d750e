// Codes, numbers, system calls and words of what fails.
const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
const file = dir + '/file';
fs.writeFileSync(file, 'x');
fs.mkdirSync(dir + '/full/sub', { recursive: true });
const show = (name, f) => {
  try {
    console.log(name, 'gave', f());
  } catch (e) {
    console.log(name, e.name, e.code, e.errno, e.syscall, e.message.replaceAll(dir, 'DIR'), Object.keys(e).join());
  }
};
const none = dir + '/none';
show('read', () => fs.readFileSync(none));
show('read dir', () => fs.readFileSync(dir));
show('open x', () => fs.openSync(file, 'wx'));
show('not dir', () => fs.readFileSync(file + '/x'));
show('append', () => fs.appendFileSync(none + '/x', 'y'));
show('write dir', () => fs.writeFileSync(dir, 'y'));
show('mkdir', () => fs.mkdirSync(dir));
show('mkdir file', () => fs.mkdirSync(file, { recursive: true }));
show('mkdir deep', () => fs.mkdirSync(none + '/x'));
show('rmdir', () => fs.rmdirSync(dir + '/full'));
show('rmdir file', () => fs.rmdirSync(file));
show('unlink', () => fs.unlinkSync(none));
show('unlink dir', () => fs.unlinkSync(dir));
show('rename', () => fs.renameSync(none, file));
show('copy', () => fs.copyFileSync(none, file));
show('copy excl', () => fs.copyFileSync(file, file, fs.constants.COPYFILE_EXCL));
show('access', () => fs.accessSync(none));
show('access x', () => fs.accessSync(file, fs.constants.X_OK));
show('stat', () => fs.statSync(none));
show('lstat', () => fs.lstatSync(none));
show('readdir', () => fs.readdirSync(none));
show('readdir file', () => fs.readdirSync(file));
show('readlink', () => fs.readlinkSync(file));
show('realpath', () => fs.realpathSync(none));
show('realpath native', () => fs.realpathSync.native(none));
show('symlink', () => fs.symlinkSync('x', file));
show('link', () => fs.linkSync(none, file));
show('truncate', () => fs.truncateSync(none));
show('chmod', () => fs.chmodSync(none, 0o644));
show('utimes', () => fs.utimesSync(none, 1, 1));
show('mkdtemp', () => fs.mkdtempSync(none + '/x'));
show('close', () => fs.closeSync(9999));
show('fstat', () => fs.fstatSync(9999));
show('rm', () => fs.rmSync(none));
fs.symlinkSync(dir + '/l2', dir + '/l1');
fs.symlinkSync(dir + '/l1', dir + '/l2');
show('loop', () => fs.readFileSync(dir + '/l1'));
show('long', () => fs.statSync(dir + '/' + 'x'.repeat(300)).size);
fs.rmSync(dir, { recursive: true });
