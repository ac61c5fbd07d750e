// What fs.watch sees of a directory.
const fs = require('fs');
const w = fs.watch('.', (t, f) => console.log('w', t, f));
w.on('close', () => console.log('close')).on('error', (e) => console.log(e));
console.log(w.constructor.name, typeof w.ref, typeof w.unref, w.eventNames());
setTimeout(() => fs.writeFileSync('a', '1'), 20);
setTimeout(() => fs.appendFileSync('a', '1'), 40);

setTimeout(() => fs.unlinkSync('b'), 80);
setTimeout(() => fs.mkdirSync('d'), 100);
setTimeout(() => fs.writeFileSync('d/x', ''), 120);
setTimeout(() => {
  w.close();
  w.close();
}, 140);
