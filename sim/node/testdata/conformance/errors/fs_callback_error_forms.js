const fs = require('fs');
fs.readFile('/none/at/all', (e, data) => {
  console.log(e.message, data, e.stack);
  console.log(e);
  fs.stat('/none', (e2) => {
    console.log(e2.code, e2 instanceof Error, Object.keys(e2));
    fs.promises.stat('/none').catch((e3) => {
      console.log(e3.message, e3.code, e3.errno, e3.syscall, e3.path);
      fs.rename('/none', '/other', (e4) => {
        console.log(e4.message, e4.dest);
        fs.access('/none', (e5) => {
          console.log(e5.message);
          fs.exists('/none', (yes) => console.log(yes));
        });
      });
    });
  });
});
