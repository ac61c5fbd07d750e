// All that is below a directory, in each form of readdir.
const fs = require('fs'),
  path = require('path');
const mk = (p, c = '') => {
  fs.mkdirSync(path.dirname(p), { recursive: true });
  fs.writeFileSync(p, c);
};
for (const f of ['a/1', 'a/b/2', 'a/b/c/3', 'd/4', '5', 'e/f/g/6']) mk('t/' + f, f);
fs.mkdirSync('t/empty');
fs.symlinkSync('a', 't/link');
fs.symlinkSync('nowhere', 't/broken');
console.log(fs.readdirSync('t'));
console.log(fs.readdirSync('t', { recursive: true }));
const show = (d) => [d.name, d.path, d.parentPath, d.isFile(), d.isDirectory(), d.isSymbolicLink()].join();
console.log(fs.readdirSync('t', { withFileTypes: true }).map(show));
console.log(fs.readdirSync('t', { withFileTypes: true, recursive: true }).map(show));
console.log(fs.readdirSync('t', { encoding: 'buffer' }));
console.log(fs.readdirSync('t', 'hex'));
console.log(fs.readdirSync('t', { withFileTypes: true })[0]);
// One after another: which of several at once is ready first, the pool decides.
fs.readdir('t', { recursive: true }, (e, l) => {
  console.log('cb', l);
  fs.readdir('t', { recursive: true, withFileTypes: true }, async (e, l) => {
    console.log('cb', l.map(show));
    console.log('p', await fs.promises.readdir('t', { recursive: true }));
    console.log('p', (await fs.promises.readdir('t', { recursive: true, withFileTypes: true })).map(show));
  });
});
