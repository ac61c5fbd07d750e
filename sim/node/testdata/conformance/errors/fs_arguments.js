const fs = require('fs');
const show = (f) => {
  try {
    f();
    console.log('fine');
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
show(() => fs.readFileSync());
show(() => fs.readFileSync({}));
show(() => fs.readFile('x'));
show(() => fs.readFile('x', 'utf8'));
show(() => fs.readFileSync('x', 1));
show(() => fs.readFileSync('x', 'bogus'));
show(() => fs.openSync('x', 'zz'));
show(() => fs.openSync('a\0b'));
show(() => fs.openSync('x', 'r', 'zz'));
show(() => fs.writeFileSync('x', {}));
show(() => fs.writeFileSync('x'));
show(() => fs.writeFileSync('x', 5));
show(() => fs.closeSync('1'));
show(() => fs.closeSync(-1));
show(() => fs.closeSync(1.5));
show(() => fs.readSync(0, 'x'));
show(() => fs.mkdirSync('x', { recursive: 1 }));
show(() => fs.mkdirSync('x', { mode: '9' }));
show(() => fs.renameSync('x'));
show(() => fs.renameSync());
show(() => fs.copyFileSync('x'));
show(() => fs.symlinkSync());
show(() => fs.utimesSync('x', 'y', 1));
show(() => fs.chmodSync('x'));
show(() => fs.truncateSync('x', 'y'));
show(() => fs.createReadStream());
show(() => fs.createReadStream('x', { start: 5, end: 2 }));
show(() => fs.createReadStream('x', { start: 'a' }));
show(() => fs.rmSync('x', { maxRetries: -1 }));
show(() => fs.watchFile('x'));
show(() => fs.exists('x'));
show(() => fs.stat('x'));
show(() => fs.readdirSync('x', { recursive: 'a' }));
fs.promises.readFile().catch((e) => console.log('promise', e.name, e.code, e.message));
