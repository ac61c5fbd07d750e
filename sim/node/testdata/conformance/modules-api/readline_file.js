// Lines of files, also of one that is missing.
const readline = require('readline'),
  fs = require('fs'),
  events = require('events');
fs.writeFileSync('f.txt', 'l1\nl2\nl3');
(async () => {
  const rl = readline.createInterface({ input: fs.createReadStream('f.txt'), crlfDelay: Infinity });
  rl.on('line', (l) => console.log('L', l));
  await events.once(rl, 'close');
  console.log('file done');
  const r2 = readline.createInterface({ input: fs.createReadStream('none.txt') });
  r2.on('error', (e) => console.log('rl error', e.code));
  r2.input.on('error', (e) => console.log('input error', e.code));
  r2.on('close', () => console.log('r2 close'));
  await new Promise((r) => setTimeout(r, 20));
  try {
    for await (const l of readline.createInterface({ input: fs.createReadStream('none.txt') })) console.log(l);
  } catch (e) {
    console.log('caught', e.code);
  }
})();
