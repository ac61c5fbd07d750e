// Fields and static members that speak of super, in every form, and fields without end.
class Base {
  foo() { return 'Base.foo'; }
  get view() { return `view of ${this.kept ?? 'nothing'}`; }
  throws() { throw new Error('in a field'); }
  static made() { return `made by ${this.name}`; }
}
class Derived extends Base {
  kept = 'kept';
  plain = super.foo();
  arrow = () => super.foo();
  deep = () => () => { super.zz = 3; return [this.zz, super.foo?.(), super.none?.()]; };
  view2 = super.view;
  both = [super.foo(), `${super['foo']()}`, { of: super.foo() }];
  ['computed' + 1] = super['fo' + 'o']();
  #private = super.foo();
  static made = super.made();
  static later = () => super.made();
  static { this.inBlock = super.made(); }
  private() { return this.#private; }
}
const d = new Derived();
console.log(d.plain, d.arrow(), d.deep()(), d.view2, d.both, d.computed1, d.private(), Derived.made, Derived.later(), Derived.inBlock);
class List extends Array { added = [super.push(1), () => { super.push(2); return this.length; }]; }
console.log(new List().added[1]());
class Named extends Object { x = new.target; y = () => new.target; static { console.log(new.target, super.name); } }
console.log(new Named().x, new Named().y());
class Endless { x = new Endless(); }
try { new Endless(); } catch (e) { console.log(e.name, e.message); }
class Turns extends Base { x = 1 + super.throws(); }
try { new Turns(); } catch (e) { console.log(e.stack.split('\n').slice(1, 4).map((l) => l.replace(/\(.*\//, '(')).join('\n')); }
class Evaluates { x = eval('this.q ?? 1'); static y = eval('2'); z = () => eval('this.x'); }
console.log(new Evaluates().x, Evaluates.y, new Evaluates().z());
