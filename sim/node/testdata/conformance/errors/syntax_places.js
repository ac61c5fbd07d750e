// What is wrong with a source is told in V8's words, and marked where V8 marks it.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const wrong = [
  'const P = 1;\nclass P {}', 'let a = 1; function a() {}', 'function a() {}\n  let a = 1;', 'var q; let q;', 'let q; var q;', 'let q; { var q; }',
  'const {a, b} = {}, b = 1;', 'function f(a) { let a; }', 'try {} catch (e) { let e; }', 'class A {\n  x = 1;\n}\nclass A {\n  y = 2;\n}',
  'const f = 1; async function f() {}', 'let [a, a] = [];', 'switch (1) { case 1: let z; case 2: let z; }', 'class A { #x; #x; }', 'label: label: 1',
  "let s = '\\u{110000}'", "let s = 'abc\\u12zz'", "let s = 'abc\\u12'", 'let s = `a${1}\\x1`', 'let s = "\\xzz tail"', "let s = 'abc\\u{zz}'", 'var \\u{110000}x',
  "let s = 'ab\nnext()", 'let s = `ab\n', 'if (', 'foo(', 'foo(1, 2', 'foo(1,\n  2\n', '{\n  a();\n', 'function f() {\n  if (x) {\n  g();\n}\n', 'foo(function () {\n',
  'console.log("a" "b");', 'foo(1, 2;\nbar();', 'setTimeout(() => {\n  g();\n}, 5;\n', 'foo(a b, c);', 'new Foo(1 2)', 'x.with(a b)', 'if (x) (a b)',
  'function f(a b) {}', 'let x = (1 + 2;', 'if (a {\n}', 'for (let i = 0; i < 3; i++ {\n}', 'const o = {\n  a: 1\n  b: 2\n};', 'const a = [1, 2\ng(a);', 'const x;',
  'function f() { await x; }', 'let let = 1', 'class A { constructor() {} constructor() {} }', 'super();', 'class A extends B { constructor() { super.#x } }', 'var 1a', 'a b', ')',
];
for (let i = 0; i < wrong.length; i++) {
  const file = path.join(os.tmpdir(), `wrong${i}.js`);
  fs.writeFileSync(file, `g();\n${wrong[i]}`);
  try {
    require(file);
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, i === 0 ? 10 : 5).filter((line) => !line.startsWith('    at ') || i === 0).join('\n').replaceAll(os.tmpdir(), ''));
  }
  fs.unlinkSync(file);
}
