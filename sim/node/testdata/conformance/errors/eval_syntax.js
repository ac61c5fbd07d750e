// What eval and Function say of code that cannot be compiled
for (const code of ['let let = 1', 'var a b', '"open', '({a:1', 'await 1', 'for(;;', '1 = 2', 'import x from "y"', 'return 5', '`${', '/(/', 'class { }',
  '@dec class A {}', '0777n', '1_', 'super.x', 'break', 'x: x: 1', 'let a; let a', 'const q', 'a?.b = 1', '-1 ** 2', 'try {}', 'switch(1){ default: default: }',
  'if(1) class C{}', '[a,...b,c] = d', 'foo bar', '({a=1})']) {
  for (const run of [eval, (c) => eval(c), (c) => new (require('vm').Script)(c)]) {
    try { run(code); } catch (e) { console.log(code, '|', e.name, e instanceof SyntaxError, e.message); }
  }
}
for (const text of ['NaN', 'Infinity', 'undefined', '[object Object]']) {
  try { JSON.parse(text); } catch (e) { console.log(e.message); }
}
try { new DataView(new ArrayBuffer(8)).getInt32(14); } catch (e) { console.log(e.name, e.message); }
