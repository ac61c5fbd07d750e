// Rename over, remove of non-empty trees, links to directories, cp of a tree.
const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
const at = (p) => dir + '/' + p;
fs.mkdirSync(at('one/two'), { recursive: true });
fs.writeFileSync(at('one/two/f'), 'f');
fs.renameSync(at('one'), at('moved'));
console.log(fs.readFileSync(at('moved/two/f'), 'utf8'), fs.existsSync(at('one')));
fs.symlinkSync(at('moved/two'), at('short'));
console.log(fs.readdirSync(at('short')), fs.realpathSync(at('short/f')).replace(dir, ''));
fs.writeFileSync(at('short/g'), 'through');
console.log(fs.readFileSync(at('moved/two/g'), 'utf8'), fs.statSync(at('moved')).nlink);
fs.writeFileSync(at('target'), 'old');
fs.writeFileSync(at('source'), 'new');
fs.renameSync(at('source'), at('target'));
console.log(fs.readFileSync(at('target'), 'utf8'));
process.chdir(dir);
fs.writeFileSync('relative.txt', 'r');
console.log(fs.readdirSync('.'), fs.readFileSync('./moved/../relative.txt', 'utf8'), fs.mkdirSync('p/q', { recursive: true }));
try { fs.renameSync(at('moved'), at('moved/two/x')); } catch (e) { console.log(e.code); }
try { fs.cpSync(at('moved'), at('cp')); } catch (e) { console.log(e.code, e.message.replaceAll(dir, 'DIR')); }
fs.rmSync(at('short'));
console.log(fs.existsSync(at('moved/two/f')));
const fd = fs.openSync('relative.txt');
fs.unlinkSync('relative.txt');
console.log(fs.readFileSync(fd, 'utf8'), fs.existsSync('relative.txt'));
fs.closeSync(fd);
process.chdir('/');
fs.rmSync(dir, { recursive: true });
