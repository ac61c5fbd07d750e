// Directories made together with those above them.
const fs = require('fs');
for (const p of ['a/', 'b/c/', './d/e', 'f/../g/h', 'k//l', 'm/./n'])
  try {
    console.log(p, fs.mkdirSync(p, { recursive: true }));
  } catch (e) {
    console.log(p, e.message);
  }
fs.writeFileSync('file', '');
fs.symlinkSync('nowhere', 'dangling');
for (const p of ['file', 'file/x', 'file/x/y', '', 'dangling', 'dangling/', 'dangling/x', 'a'])
  try {
    console.log(p, fs.mkdirSync(p, { recursive: true }));
  } catch (e) {
    console.log(p, e.message, e.path);
  }
(async () => {
  for (const p of ['q/r/', 's/t', 'file', 'file/x', 'file/x/y', '', 'dangling/x', 'a'])
    await fs.promises.mkdir(p, { recursive: true }).then(
      (made) => console.log(p, made),
      (e) => console.log(p, e.message),
    );
  for (const p of ['u/v', 'file/x'])
    await new Promise((done) => {
      fs.mkdir(p, { recursive: true }, (e, made) => {
        console.log(p, e && e.message, made);
        done();
      });
    });
})();
