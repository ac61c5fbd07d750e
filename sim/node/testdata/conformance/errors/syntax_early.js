// Where what cannot be compiled is wrong, and in which words.
const fs = require('fs'), os = require('os'), path = require('path');

const file = path.join(os.tmpdir(), `syntax_places_${process.pid}.js`);
const sources = [
  // what is missing at the end
  'f(', 'let x = {', 'let y = `abc', 'if (', 'function', 'a ? b', 'class A { m(', 'x = ', 'foo(1,', 'for (;;', 'let x = 1 +\n', 'function f() {\n  if (x) {\n', 'do', '[1,2',
  // what closes too much
  '}', 'foo();\n}\n', '}\nfoo();\nbar();', 'if (x) { y() }}\nz()', 'return 1\n}', 'setTimeout(() => { console.log(1) }\n, 10))',
  // arguments that do not end
  'console.log("a"\nconsole.log("b")', 'console.log("a" "b")', 'f(a, b c)', 'f({a: 1} {b: 2})', 'foo(a, b', 'new Foo(a b)', 'x.map(y => y * 2;', '[1 2]', '(a b)',
  // strings and words
  '"abc', "let s = 'abc\nlet t", 'function (a) {}', 'let a = 1 let b', 'label: { break lable }', 'const o = { a: 1 b: 2 }', 'var a = ;', 'if a {}', 'const a', 'let if = 1',
  // targets
  '1 = 2', '({a}) = 1', '[a] += 1', '(a, b) = 1', 'x++ = 1', 'a?.b = 1',
  // names that are there twice
  'let a = 1;\n let a = 2;', 'const a = 1, a = 2', 'try {} catch (e) { let e; }', 'class A { constructor(){} constructor(){} }',
  // strict code
  '"use strict"; with({}){}', '"use strict";\n\n  delete x;', '"use strict"; 010', '"use strict"; function eval(){}', '"use strict"; arguments++', '"use strict"; let static',
  '"use strict"; var eval = 1;', '"use strict"; ({eval} = {});', '"use strict"; [eval] = [1]', '"use strict"; const [eval] = [1]', '"use strict"; for ([arguments] of [[]]) ;',
  '"use strict"; function f(eval){}', 'function f(eval){"use strict"}', '"use strict"; try{}catch(eval){}', 'class A { m() { return "\\1" } }', '"use strict"; "\\8";',
  '"use strict"; "a\\01b"', 'function f() { "\\01"; "use strict"; }', 'class eval {}', '"use strict"; ([eval]) => 1',
  // await in async generators, and import()
  'async function* f(){ var await; }', 'async function* f(){ await: 1; }', 'async function* f(){ return (await); }', 'async function* f(){ void \\u0061wait; }',
  '(async function* await(){})', 'async function* f(){ ({await}) }', 'async function* f(await){}', 'import();', 'import(...[1]);', 'new import("fs");', 'import("fs","fs","fs");',
];

for (const source of sources) {
  fs.writeFileSync(file, source);
  try {
    require(file);
    console.log('compiled', JSON.stringify(source));
  } catch (error) {
    const lines = error.stack.replaceAll(file, 'file.js').split('\n');
    console.log(lines.slice(0, lines.findIndex((line) => line.startsWith('    at '))).join('\n') + '\n');
  }
}

// What is right, though it looks alike.
const right = ['async function* await(){}', 'async function* f(){ ({await: 1}).await; class A { await(){} } }', 'async function* f(){ function g(await){ return await } }',
  '"use strict"; ({eval: 1}).eval; eval("1")', 'var eval2 = eval; "\\8"', 'f = function* () { yield\n[1] }'];
for (const source of right) {
  fs.writeFileSync(file, source);
  delete require.cache[file];
  require(file);
}
console.log(right.length, 'compiled');
fs.unlinkSync(file);
try {
  JSON.parse('{');
} catch (error) {
  console.log(error.message);
}
JSON.parse('[1, 2');
