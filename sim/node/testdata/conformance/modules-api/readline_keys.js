// Keys that a terminal sends.
const readline = require('readline'),
  { PassThrough } = require('stream');
const input = new PassThrough();
readline.emitKeypressEvents(input);
input.on('keypress', (s, k) => console.log(JSON.stringify(s), JSON.stringify(k)));
for (const x of [
  'a',
  'A',
  '1',
  '\r',
  '\n',
  '\t',
  '\x7f',
  '\x03',
  ' ',
  '\x1b[A',
  '\x1b[1;5C',
  '\x1b[3~',
  '\x1bOP',
  '\x1b[15~',
  '\x1b[Z',
  '\x1ba',
  '\x1bA',
  '\x1b\x1b[A',
  'é',
  '😀',
  '\x1b[200~',
  '\x1b[99z',
  'ab',
  '\x1b[5^',
  '\x1b[a',
  '\x1bO5D',
  '$',
  '\0',
  '\x1b\r',
  '\x1b[[A',
])
  input.write(x);
input.write('\x1b');
