// What a channel refuses: each child ends by it, and what it prints is told here.
const { fork } = require('child_process');

const faults = {
  nothing() { process.send(undefined); },
  aFunction() { process.send(() => {}); },
  noHandle() { process.send({}, {}); },
  options() { process.send('x', null, 1); },
  closed() { process.disconnect(); process.send(1); },
  twice() { process.disconnect(); process.disconnect(); },
  circle() { const a = {}; a.a = a; process.send(a); },
  bigint() { process.send({ a: 10n }); },
  listener() { process.on('message', () => { throw new Error('in message'); }); },
  late() { setTimeout(() => process.on('message', () => { throw new Error('late'); }), 50); },
  callback() { process.send('x', () => { throw new Error('in callback'); }); },
  oldName() { console.log(process._channel === process.channel); process.disconnect(); },
};

async function run(name, serialization) {
  const child = fork(__filename, [name], { silent: true, serialization });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { text += piece; });
  child.on('error', () => {});
  child.send('hello');
  const [code] = await require('events').once(child, 'close');
  const shown = text.split('\n').filter((line) => !line.includes('--trace-') && !line.includes('Node.js v'));
  console.log(`${name} ${serialization}: ${code}, channel ${child.channel}\n${shown.join('\n').replace(/\(node:\d+\)/, '(node)')}`);
}

async function main() {
  console.log([child().send, child().disconnect].map((f) => `"${f.name}" ${f.length}`).join());
  for (const name of Object.keys(faults)) await run(name, 'json');
  for (const name of ['circle', 'aFunction', 'late']) await run(name, 'advanced');
}

// One that ends by itself, to look at.
function child() { return fork(__filename, ['']); }

if (process.argv.length > 2) faults[process.argv[2]]?.();
else main();
