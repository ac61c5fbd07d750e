// Movements that are gathered.
const { Readline } = require('readline/promises');
(async () => {
  const w = [];
  const { Writable } = require('stream');
  const s = new Writable({
    write(c, e, cb) {
      w.push(String(c));
      cb();
    },
  });
  const r = new Readline(s);
  console.log(r.cursorTo(1, 2).moveCursor(1, 1).clearLine(0).clearScreenDown() === r);
  await r.commit();
  console.log(JSON.stringify(w));
  r.cursorTo(5);
  r.rollback();
  await r.commit();
  console.log(JSON.stringify(w));
  const a = new Readline(s, { autoCommit: true });
  a.cursorTo(0, 0);
  await null;
  console.log(w.length);
  await new Promise(setImmediate);
  console.log(w.length);
  for (const f of [
    () => new Readline(5),
    () => new Readline(s, { autoCommit: 1 }),
    () => r.cursorTo('x'),
    () => r.clearLine(3),
    () => r.moveCursor(1.5, 0),
  ])
    try {
      f();
    } catch (e) {
      console.log(e.code, e.message);
    }
})();
