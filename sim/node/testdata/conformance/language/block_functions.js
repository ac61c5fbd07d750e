// Functions that are declared in blocks, in code that is not strict (ECMA-262, B.3.2).
const print = (...all) => console.log(...all);

print('before', typeof inBlock);
{
  print('in it', typeof inBlock, inBlock());
  function inBlock() { return 'in a block'; }
}
print('after', inBlock(), inBlock.name, inBlock.length, String(inBlock));

if (true) { function chosen(a, b) { return a + b; } } else { function chosen() { return 'no'; } }
print(chosen(1, 2), chosen.length);

if (false) { function never() {} }
print(typeof never);

function parameter(f) { { function f() {} } return typeof f; }
print(parameter(1));

function lexical() {
  let f = 'kept';
  { function f() {} }
  return f;
}
print(lexical());

function between() {
  {
    let g = 1;
    { function g() {} }
  }
  return typeof g;
}
print(between());

function strict() {
  'use strict';
  { function s() {} }
  return typeof s;
}
print(strict());

const made = [];
for (let i = 0; i < 3; i++) {
  function turn() { return i; }
  made.push(turn);
}
print(made.map((f) => f()), turn());

try { throw new Error('x'); } catch (caught) { function caught2() { return caught.message; } }
print(caught2());
try { throw { part: 1 }; } catch ({ part }) { { function part() {} } }
print(typeof part);

switch (2) {
  case 1: function one() { return 1; }
  case 2: print(one(), two()); function two() { return 2; }
}
print(two());

{ async function later() {} function* some() {} }
print(typeof later, typeof some);

while (true) { function once() { return once.called = (once.called || 0) + 1; } once(); break; }
print(once(), once.called);

label: { function labelled() { return 'l'; } break label; }
print(labelled());

const arrow = () => { if (1) { function inArrow() { return 'a'; } } return inArrow(); };
print(arrow());

class Strict { method() { { function m() {} } return typeof m; } }
print(new Strict().method());

function outer() {
  if (1) {
    function deep() { { function deeper() { return 'deeper'; } } return deeper(); }
  }
  return deep();
}
print(outer());

{ function twice() { return 1; } function twice() { return 2; } }
print(twice());

try { lexicalLater; } catch (e) { print(e.name, e.message); }
{ let lexicalLater = 1; }

{ function thrower() { throw new Error('from a block'); } }
try { thrower(); } catch (e) { print(e.stack.split('\n').slice(0, 2).join('|').replace(/\(.*[\\/]/, '(')); }
