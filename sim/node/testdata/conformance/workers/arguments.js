const { Worker, MessageChannel } = require('worker_threads');
const url = new URL('http://a/b');
const cases = [['x.js'], [5], [undefined], ['1', { eval: 1 }], [url], [url, { eval: true }], ['./a.js', { env: 5 }], ['./a.js', { argv: 5 }], ['./a.js', { name: 5 }],
  ['./a.js', { execArgv: 5 }], ['./a.js', { execArgv: ['--nope'] }], ['./a.js', { workerData: () => 1 }], ['./a.js', { transferList: [1] }],
  ['./a.js', { workerData: new MessageChannel().port1 }], ['./a.js', { workerData: Symbol('x') }]];
for (const [file, options] of cases) {
  try {
    const w = new Worker(file, options);
    w.on('error', (e) => console.log('error', e.code, e.message.split('\n')[0].replace(process.cwd(), '')));
    w.on('exit', (c) => console.log('exit', c));
  } catch (e) {
    console.log(String(file), e.name, e.code, e.message);
  }
}
try { Worker('./a.js'); } catch (e) { console.log(e.name, e.message); }
