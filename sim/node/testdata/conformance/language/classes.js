class A { #x = 1; static n = 0; get x() { return this.#x; } set x(v) { this.#x = v; } static { A.n = 5; } has(o) { return #x in o; } static make() { return new this(); } }
class B extends A { y = this.x + 1; toString() { return `B(${this.x},${this.y})`; } get [Symbol.toStringTag]() { return 'Bee'; } }
const b = B.make(); b.x = 10;
console.log(String(b), b.has(b), b.has({}), A.n, B.name, Object.prototype.toString.call(b), typeof B, new.target === undefined);
console.log(Object.getOwnPropertyNames(A.prototype), b instanceof A);
