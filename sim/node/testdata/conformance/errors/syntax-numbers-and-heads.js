// Where V8 marks numbers that are none, parameters after a rest, and heads of loops.
const vm = require('vm');
const sources = [
  '0x;', '0b12;', '0o9;', '1__0;', '1_;', '1.5n;', '3in [];',
  '(...a, b) => 1', 'function f(...a, b) {}', 'f = async (...a, b) => 1',
  'for (let x = 1 of []) {}', 'for (const x = 1 in {}) {}',
  'label: function* g() {}',
];
for (const source of sources) {
  try {
    new vm.Script(source, { filename: 'wrong.js' });
    console.log('taken', source);
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 5).join('\n'));
  }
}
