'use strict';
// Measures what JavaScript costs here, each some times, in nanoseconds of CPU time: a statement, an iteration of pbkdf2 with sha512, a worker.
const { pbkdf2Sync } = require('crypto');
const { Worker } = require('worker_threads');

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

// What costs much in a script is what it does often; a line that runs once is lost
// beside Node's start. So a statement is one of a loop that V8 has never seen, with
// the time it takes to find out that it is worth compiling. Counted is as the model
// counts: each turn, each statement, each call and what is in it; some are sums, some
// make texts and objects, whose garbage is collected meanwhile.
const turns = 200000;
const perTurn = 8;
const statement = [];
for (let turn = 0; turn < 7; turn++) {
  const source = `let x = ${turn + 1}, text = ''; const seen = [], counts = {};
    const add = (a, b) => { return (a + b) % 1000003; };
    const step = (i) => {
      x = (x * 31 + i) % 1000003;
      x = add(x, i);
      text = 'key' + (x & 255);
      seen.push({ n: x });
    };
    for (let i = 0; i < ${turns}; i++) step(i);
    return x + seen.length + text;`;
  const run = new Function(source);
  const before = cpu();
  run();
  statement.push((cpu() - before) / turns / perTurn);
}

const iterations = 30000;
const pbkdf2 = [];
for (let turn = 0; turn < 9; turn++) {
  const before = cpu();
  pbkdf2Sync('secret', 'salt', iterations, 64, 'sha512');
  pbkdf2.push((cpu() - before) / iterations);
}
// A worker with nothing to do, from being asked for to its end.
const worker = [];
const measureWorker = () => {
  if (worker.length === 4) {
    console.log(JSON.stringify({ statement, pbkdf2: pbkdf2.slice(1), worker: worker.slice(1) }));
    return;
  }
  const before = cpu();
  new Worker('', { eval: true }).on('exit', () => {
    worker.push(cpu() - before);
    measureWorker();
  });
};
measureWorker();
