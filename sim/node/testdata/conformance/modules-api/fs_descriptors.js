// Reads and writes by descriptor.
const fs = require('fs');
const log = console.log;
const fd = fs.openSync('f', 'w+');
log(
  fs.writeSync(fd, 'hello'),
  fs.writeSync(fd, ' world', null),
  fs.writeSync(fd, 'J', 0),
  fs.writeSync(fd, Buffer.from('xyz'), 1),
  fs.writeSync(fd, Buffer.from('xyz'), 1, 1),
  fs.writeSync(fd, Buffer.from('q'), { position: 2 }),
  fs.writeSync(fd, 'é', 'latin1'),
  fs.writeSync(fd, '61', 'hex'),
);
const b = Buffer.alloc(40, '.');
log(
  fs.readSync(fd, b),
  fs.readSync(fd, b, { position: 0 }),
  b.toString('latin1'),
  fs.readSync(fd, b, 0, 3, 4),
  fs.readSync(fd, b, { offset: 5, length: 2, position: 1n }),
  b.toString('latin1'),
);
log(
  fs.readvSync(fd, [Buffer.alloc(3), Buffer.alloc(100)], 0),
  fs.writevSync(fd, [Buffer.from('1'), Buffer.from('22')]),
  fs.writevSync(fd, [Buffer.from('A'), Buffer.from('BB')], 0),
  fs.readFileSync('f', 'latin1'),
);
log(fs.readFileSync(fd, 'utf8'), JSON.stringify(fs.readFileSync('f')).length);
fs.ftruncateSync(fd, 4);
log(fs.readFileSync('f', 'utf8'));
fs.ftruncateSync(fd, 8);
log(fs.readFileSync('f'));
fs.ftruncateSync(fd);
log(fs.fstatSync(fd).size);
fs.writeSync(fd, 'hole', 10);
log(fs.readFileSync('f'));
fs.closeSync(fd);
const a = fs.openSync('f', 'a+');
fs.writeSync(a, 'END', 0);
log(fs.readFileSync('f', 'latin1').slice(-8));
fs.closeSync(a);
for (const x of ['r', 'rs', 'r+', 'w', 'wx', 'w+', 'a', 'ax', 'a+', 'as', 'rs+', 'sr', 'xw', 'zz', ''])
  try {
    const f = fs.openSync('g', x);
    log(x, typeof f);
    fs.closeSync(f);
  } catch (e) {
    log(x, e.code, e.message);
  }
const g = fs.openSync('g', 'w+');
fs.write(g, Buffer.from('abcdef'), 1, 3, 0, (e, n, b) => {
  log(e, n, b);
  fs.read(g, Buffer.alloc(3), 0, 3, 0, (e, n, b) => {
    log(e, n, b);
    fs.read(g, { position: 1 }, (e, n, b) => {
      log(e, n, b.length);
      fs.read(g, (e, n, b) => {
        log(e, n, b.length);
        fs.writev(g, [Buffer.from('q'), Buffer.from('r')], (e, n, bs) => {
          log(e, n, bs);
          fs.readv(g, [Buffer.alloc(2)], 0, (e, n, bs) => {
            log(e, n, bs);
            fs.fsync(g, (e) => {
              log(e);
              fs.close(g, (e) => {
                log(e);
                fs.close(g, (e) => log(e.code));
              });
            });
          });
        });
      });
    });
  });
});
