const readline = require('readline');
const { Readable, PassThrough } = require('stream');
(async () => {
  await new Promise((done) => {
    const rl = readline.createInterface({ input: Readable.from(['first\nsec', 'ond\r\n', '\nlast without end']) });
    rl.on('line', (l) => console.log('line', JSON.stringify(l))).on('pause', () => console.log('pause')).on('close', () => { console.log('close'); done(); });
  });
  for await (const line of readline.createInterface({ input: Readable.from(['a\nb\nc\n']), crlfDelay: Infinity })) console.log('iterate', line);
  for await (const line of readline.createInterface({ input: Readable.from(['x\ny\n']) })) { console.log(line); break; }
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (d) => { shown += d; });
  const rl = readline.createInterface({ input, output, prompt: '? ' });
  rl.prompt();
  input.write('hello\n');
  rl.once('line', (l) => {
    console.log('got', l);
    rl.question('name: ', (name) => {
      console.log('name', name);
      rl.close();
      console.log(JSON.stringify(shown), rl.closed);
      try { rl.question('x', () => {}); } catch (e) { console.log(e.code, e.message); }
      ask();
    });
    input.write('Ann\n');
  });
  async function ask() {
    const { createInterface } = require('readline/promises');
    const rl2 = createInterface({ input: Readable.from(['7\n8\n']) });
    console.log(await rl2.question('number? '));
    rl2.close();
    const rl3 = createInterface({ input: new PassThrough() });
    const c = new AbortController();
    setImmediate(() => c.abort());
    await rl3.question('?', { signal: c.signal }).catch((e) => console.log(e.name));
    rl3.close();
  }
})();
