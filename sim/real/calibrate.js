'use strict';
// Measures what JavaScript costs here, each some times, in nanoseconds of CPU time: a
// statement, an iteration of pbkdf2 with sha512 and with sha256, a worker; and Node's
// module http with all that it needs, which can be loaded only once.
const resident = process.memoryUsage.rss(); // that of a child says what its parent had (getrusage(2): ru_maxrss outlives exec)
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

cpu();
const beforeHttp = cpu();
require('http');
const http = cpu() - beforeHttp;
const { pbkdf2Sync } = require('crypto');
const { Worker } = require('worker_threads');

// What costs much in a script is what it does often; a line that runs once is lost
// beside Node's start. So a statement is one of a loop that V8 has never seen, with
// the time it takes to find out that it is worth compiling. Counted is as the model
// counts: each turn, each statement, each call and what is in it. The loop makes no
// objects and no texts: what they cost is priced by bytes and pages.
const turns = 200000;
const perTurn = 9;
const statement = [];
for (let turn = 0; turn < 7; turn++) {
  const source = `let x = ${turn + 1}, y = 0; const o = { n: 1 }, a = [1, 2, 3, 4];
    const add = (p, q) => { return (p + q) | 0; };
    const step = (i) => {
      x = (x * 31 + i) | 0;
      y = add(x, i);
      o.n = (o.n + a[i & 3]) | 0;
      if (y > x) y = x;
    };
    for (let i = 0; i < ${turns}; i++) step(i);
    return x + y + o.n;`;
  const run = new Function(source);
  const before = cpu();
  run();
  statement.push((cpu() - before) / turns / perTurn);
}

const iterations = 30000;
const derive = (digest) => {
  const before = cpu();
  pbkdf2Sync('secret', 'salt', iterations, 32, digest);
  return (cpu() - before) / iterations;
};
const pbkdf2 = [], pbkdf2Sha2 = [];
for (let turn = 0; turn < 9; turn++) {
  pbkdf2.push(derive('sha512'));
  pbkdf2Sha2.push(derive('sha256'));
}
// A worker with nothing to do, from being asked for to its end.
const worker = [];
const measureWorker = () => {
  if (worker.length === 4) {
    console.log(JSON.stringify({ resident, http, statement, pbkdf2: pbkdf2.slice(1), pbkdf2Sha2: pbkdf2Sha2.slice(1), worker: worker.slice(1) }));
    return;
  }
  const before = cpu();
  new Worker('', { eval: true }).on('exit', () => {
    worker.push(cpu() - before);
    measureWorker();
  });
};
measureWorker();
