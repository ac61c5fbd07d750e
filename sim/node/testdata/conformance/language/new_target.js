// new.target is what the function itself was called with, whatever constructor
// is at work around it.
'use strict';

function declared() { return new.target; }
const expressed = function (...rest) { return rest.length ? new.target : 'no arguments'; };
const method = { method() { return new.target; }, get getter() { return new.target; } };
function inArrow() { return (() => (() => new.target)())(); }
function* generator() { yield new.target; }
async function asynchronous() { await null; return new.target; }
function recursive(n) { return n === 0 ? [new.target] : [new.target, ...recursive(n - 1)]; }

// Works with and without new, as functions of before classes do.
function Point(x) {
  if (!new.target) return new Point(x);
  this.x = x;
}
function Named() {
  'use strict';
  const seen = () => new.target;
  this.target = seen;
  this.later = () => Promise.resolve().then(() => new.target);
}
function Old() { this.made = new.target; }
Old.prototype.again = function () { return new.target; };
Old.prototype.other = function () { return declared() ?? this.again(); };

const name = (value) => (typeof value === 'function' ? value.name : value);

class Outer {
  field = declared();
  static block = (() => new.target)();
  constructor() {
    console.log(name(new.target), name((() => new.target)()), this.field, Outer.block);
    console.log(declared(), expressed(1), expressed(), method.method(), method.getter, inArrow(), generator().next().value);
    console.log(declared.call(this), declared.apply(this), Reflect.apply(declared, this, []), [1].map(declared), recursive(2));
    console.log(Point(1), new Point(2), Object.getPrototypeOf(Function('return 1')) === Function.prototype);
    const old = new Old();
    console.log(name(old.made), old.again(), old.other(), name(new (class extends Old {})().made) === '');
    const named = new Named();
    console.log(name(named.target()), name(new named.constructor().target()));
    named.later().then((target) => console.log('later', name(target)));
    asynchronous().then((target) => console.log('asynchronous', target));
    class Inner extends Point { constructor() { super(3); this.target = name(new.target); this.called = declared(); } }
    console.log(new Inner(), Reflect.construct(Old, [], Inner).made === Inner);
    console.log(Function('return this')() === globalThis, Function('a', 'return a').call(null, 5));
  }
}
class Derived extends Outer {
  constructor() {
    super();
    console.log('derived', name(new.target), declared());
  }
}
new Outer();
new Derived();
console.log(declared(), name(new (function Direct() { this.target = new.target; })().target));
console.log(new declared() instanceof declared, new inArrow() instanceof inArrow);
