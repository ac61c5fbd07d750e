// A line edited at a terminal: history, completion, undo.
const readline = require('readline'),
  { PassThrough } = require('stream');
const input = new PassThrough(),
  output = new PassThrough();
let out = '';
output.on('data', (d) => (out += d));
const rl = readline.createInterface({
  input,
  output,
  terminal: true,
  prompt: '> ',
  history: ['old one', 'old two'],
  completer: (l) => {
    const all = ['help', 'hello', 'history', 'quit'];
    const hits = all.filter((c) => c.startsWith(l));
    return [hits.length ? hits : all, l];
  },
});
rl.on('line', (l) => console.log('line', JSON.stringify(l)))
  .on('history', (h) => console.log('history', h))
  .on('close', () => console.log('close'));
rl.prompt();
const keys = [
  'abc',
  '\x1b[D',
  'X',
  '\x7f',
  '\r',
  '\x1b[A',
  '\r',
  '\x1b[A',
  '\x1b[A',
  '\x1b[B',
  '!\n',
  'hel\t\t',
  '\x15',
  'q\t',
  '\r',
  'one two three\x17',
  '\x1b[1;5D',
  'Z\r',
  'abcdef\x01\x0b\x19\x19\r',
  'undo\x1f\x1f\r',
  'h\t',
  '\r',
  '\x04',
];
let i = 0;
(function next() {
  if (i === keys.length) {
    console.log(JSON.stringify(out));
    return;
  }
  input.write(keys[i++]);
  setImmediate(() => {
    console.log(i, JSON.stringify(rl.line), rl.cursor, rl.getCursorPos());
    next();
  });
})();
