// Arrow functions in the fields of classes hold on to this, wherever the object is made.
class Point {
  constructor(x, y) { Object.assign(this, { x, y }); }
  sum = () => this.x + this.y;
  self = () => this;
}
const make = (x, y) => new Point(x, y);
const { sum } = make(1, 2);
console.log(sum(), make(3, 4).self().sum(), new Point(5, 6).sum());

class Counter {
  #count = 0;
  #add(by) { this.#count += by; }
  up = (by = 1) => { this.#add(by); return this.#count; };
  static made = 0;
  static make = (...args) => { this.made++; return new this(...args); };
}
class Named extends Counter {
  greet = () => `${this.name} ${super.toString()}`;
  constructor(name, ...rest) { super(name, ...rest); this.name = name; }
  twice = () => this.up() + this.up();
}
function run(a, b, c) {
  const named = new Named(a, b, c);
  const counter = Counter.make(a, b);
  return [named.greet(), named.twice(), counter.up(5), Counter.made, named.greet.name, named];
}
console.log(run('n', 2, 3));

function nested(one, two) {
  {
    class Inner {
      #value = one;
      ['computed' + two] = () => [this.#value, one, two];
      static #shared = two;
      static shared = () => this.#shared;
      static { this.block = () => this.shared() + one; }
      handler = { call: () => this.#value };
      list = [1, 2].map((n) => n * two + this.#value);
    }
    const inner = new Inner(one, two, 3);
    return [inner.computed2(), Inner.shared(), Inner.block(), inner.handler.call(), inner.list];
  }
}
console.log(nested(1, 2));
console.log([1, 2, 3].map((n) => new (class { n = n; double = () => this.n * 2; })(n, n).double()));
