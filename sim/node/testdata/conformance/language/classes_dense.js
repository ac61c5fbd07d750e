// classes
class A { #p = 1; static #s = 's'; #m() { return this.#p; } get #g() { return 'g' + this.#p; } set #g(v) { this.#p = v; } static #sm() { return A.#s; } static has(o) { return #p in o; } t() { this.#g = 5; this.#p++; this.#p ||= 9; this.#p **= 2; return [this.#m(), this.#g, A.#sm(), this?.#p]; } static async *#ag() { yield 1; } static ag() { return A.#ag(); } async #am() { return this.#p; } am() { return this.#am(); } *#gm() { yield this.#p; } gm() { return [...this.#gm()]; } }
const a = new A(); console.log(a.t(), A.has(a), A.has({}), a.gm()); a.am().then(console.log); A.ag().next().then(console.log);
class B extends A { static x = this.name; y = this.constructor.name; ['c' + 1] = 2; static { this.z = super.has(new A()); } static get [Symbol.species]() { return Array; } 'quoted prop' = 1; 12 = 3; static async = 1; get = 2; set; static = 3; }
console.log(B.x, new B().y, B.z, Object.keys(new B()), B.async, new B().static, Object.getOwnPropertyNames(B));
console.log(B.name, B.length, class { }.name, (class N { }).name, ({ C: class { } }).C.name, ({ ['x' + 1]: class { } }).x1.name, (() => { const D = class { }; return D.name; })(), class { static name = 'own'; }.name, class { static name() { } }.name.name);
class C { constructor() { return { made: 1 }; } } console.log(new C()); class D extends C { f = 1; } console.log(new D());
class E extends Array { sum() { return this.reduce((x, y) => x + y, 0); } } const e = E.from([1, 2, 3]); console.log(e, e.sum(), e.map(x => x * 2) instanceof E, e.filter(Boolean).sum(), e.length, E.of(7), new E(3).length, e.slice(1), e.concat([4]).constructor.name);
class F extends Function { constructor() { super('a', 'return a + 1'); } } console.log(new F()(2), new F() instanceof F);
class G extends Error { constructor(m) { super(m); this.name = 'G'; } } console.log(String(new G('x')), new G('y') instanceof Error, Object.prototype.toString.call(new G('')), new G('q').stack.split('\n')[0]);
class H extends Map { get(k) { return super.get(k) ?? 'none'; } } console.log(new H([[1, 2]]).get(1), new H().get(3), new H([[1, { a: 1 }]]));
class I extends Promise { } const ip = I.resolve(1); console.log(ip instanceof I, ip.then(() => { }) instanceof I, ip.finally(() => { }).constructor.name, I.all([]).constructor.name);
console.log(typeof class { }, class { }.prototype.constructor.toString(), Object.getOwnPropertyDescriptor(A, 'prototype'), Object.getOwnPropertyDescriptor(A.prototype, 't').enumerable);
class J { static m() { return super.toString === Function.prototype.toString; } m() { return super.hasOwnProperty('q'); } } console.log(J.m(), new J().m());
const obj = { __proto__: { hi() { return 'proto hi ' + this.n; } }, n: 1, hi() { return super.hi() + '!'; }, get x() { return super.n; }, set x(v) { super.y = v; } }; console.log(obj.hi(), obj.x, (obj.x = 5, obj.y));
class Acc { static #c = 0; static get count() { return Acc.#c; } static inc() { return ++Acc.#c; } } Acc.inc(); console.log(Acc.count, Acc.inc());
var order = []; class Base { constructor() { order.push('base'); this.init(); } init() { order.push('base init'); } } class Der extends Base { f = order.push('field'); constructor() { order.push('before'); super(); order.push('after'); } init() { order.push('der init ' + this.f); } } new Der(); console.log(order);
class Arrow { v = 1; fn = () => this.v; static sfn = () => this.name; } const { fn } = new Arrow(); console.log(fn(), Arrow.sfn());
console.log(Reflect.ownKeys(class { static b() { } static a = 1; static 1() { } static [Symbol.iterator]() { } }), Reflect.ownKeys((class { z() { } 2() { } constructor() { } a() { } }).prototype));
function Old() { if (!new.target) return new Old(); this.nt = new.target === Old; } class New extends Old { } console.log(Old().nt, new New().nt, Reflect.construct(Old, [], New).nt);
try { class X extends null { constructor() { super(); } } new X(); } catch (e) { console.log(e.message); } class Y extends null { static s = 1; } console.log(Y.s, Object.getPrototypeOf(Y.prototype));
class Getter { get v() { return 1; } } class Setter extends Getter { set v(x) { } } console.log(new Setter().v); console.log(Object.getOwnPropertyNames(Getter.prototype));
class St { static a = 1; static b = St.a + 1; static c = (() => this.b + 1)(); } console.log(St.c); class Cy { static self = new Cy(); x = 1; } console.log(Cy.self.x);
class Def { a = 1; b = this.a + 1; c; } console.log(new Def(), Object.getOwnPropertyDescriptor(new Def(), 'c')); class P2 { set x(v) { console.log('setter'); } } class Q2 extends P2 { x = 1; } console.log(new Q2().x);
