// What fs.watchFile sees.
const fs = require('fs');
fs.writeFileSync('a', '1');
let n = 0;
const l = (c, p) => {
  console.log('change', c.size, p.size, c.nlink);
  if (++n === 2) fs.unwatchFile('a', l);
};
const w = fs.watchFile('a', { interval: 50 }, l);
console.log(w.constructor.name, w.eventNames(), typeof w.ref);
setTimeout(() => fs.writeFileSync('a', '12'), 120);
setTimeout(() => fs.unlinkSync('a'), 300);
fs.watchFile('none', { interval: 20 }, function f(c, p) {
  console.log('none', c.mtimeMs, p.mtimeMs, c.size, c.isFile());
  fs.unwatchFile('none');
});
try {
  fs.watchFile('a');
} catch (e) {
  console.log(e.message);
}
try {
  fs.watchFile('a', {});
} catch (e) {
  console.log(e.message);
}
