// A path that is no socket refuses; one that is nothing is not found; one below a file is no directory.
const net = require('net'), fs = require('fs');
fs.writeFileSync('file', '');
fs.symlinkSync('file', 'link');
(async () => {
  for (const path of ['./file', './link', './nothing', './file/below', '.', '\0abstract']) {
    await new Promise((done) => net.connect(path).on('error', (e) => console.log(JSON.stringify(path), e.code, e.syscall, e.address, e.message)).on('close', done));
  }
})();
