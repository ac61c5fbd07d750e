// Functions of every kind, and their hidden properties
console.log({ async h() {}, f: async () => 1, g: async function() {}, async *k() {}, m: async function* z() {}, *q() {} });
class A { async m() { return super.toString; } async n() {} async *o() {} static async s() {} }
console.log(A.prototype.m.name, A.prototype.n, A.prototype.o, A.s);
console.log(Object.getPrototypeOf(A.prototype.n) === Object.getPrototypeOf(async () => {}), 'prototype' in A.prototype.n);
new A().n.call(null).then((v) => console.log('called', v));
const o = { x: 5, async get() { await null; return this.x; }, async sum(...n) { return n.reduce((a, b) => a + b, this.x); } };
o.get().then((v) => console.log(v));
o.sum(1, 2).then((v) => console.log(v));
try { new o.get(); } catch (e) { console.log(e.message); }
console.log('%o', function foo() {});
console.log('%o', { f() {}, a: [1, 2, 3] });
console.log('%o', class B {});
console.log('%o', () => {});
console.log(['\ud800', 'a\udfffb']);
console.table([1, 2], ['a']);
console.table([1, { a: 1, b: 2 }], ['b']);
console.table([[1]], []);
console.log(console instanceof console.Console, Object.keys(console));
Promise.any([]).catch((e) => console.log(e));
Promise.any([Promise.reject(1)]).catch((e) => console.log(e.message, e.errors, Object.keys(e)));
