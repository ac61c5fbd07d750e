// Code that is evaluated inside classes without a name.
class Parent { foo() { return 'foo'; } static s() { return 's'; } }
let outer = 'outer';
{
  let inner = 'inner';
  const C = class extends Parent { x = eval('1'); y = () => eval('inner + outer'); z = eval('this.x'); static w = eval('outer'); ['k' + eval('inner')] = 3; m() { return eval('inner'); } };
  console.log(new C().x, new C().y(), new C().z, C.w, new C(), new C().m(), inner, outer, C.name);
  const list = [class { a = eval('inner'); }, class { static b = class { c = eval('outer'); }; }];
  console.log(new list[0]().a, new list[1].b().c, inner);
  for (const turn of [1, 2]) { const K = class extends Parent { v = eval('turn'); }; console.log(new K().v, turn); try { new (class { x = eval('nope'); })(); } catch (e) { console.log(e.message, turn, inner); } }
}
function f(a) { let b = 2; return new (class { sum = eval('a + b'); })().sum + b; }
console.log(f(1), outer);
var D = class extends Array { x = () => eval('this.length'); }; console.log(new D().x());
