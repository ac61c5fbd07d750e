class A { constructor() { this.x = 1; } }
const o = {name:'o'}; o.self = o; o.arr=[o,{o}]; console.log(o);
console.log(Object.create(null), Object.assign(Object.create(null),{a:1}), Object.create({}), Object.create(A.prototype));
console.log(new Date(0), /a/g, [new Date(NaN)], new Uint8Array([1,2,3]), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)));
console.log(new Number(3), new String('abc'), [new Boolean(false)], Object(Symbol('q')), Object(1n));
console.log({get a(){return 1}, set a(v){}, get b(){return 1}, set c(v){}}, {[Symbol('k')]:1, 'a-b':2, 3:4});
