class A { constructor() { this.x = 1; } }
console.log(globalThis === global, typeof process, [function(){}, class Q{}], {f(){}, g:()=>1});
console.log(Object.assign(()=>{}, {a:1}), Object.assign(function nn(){}, {b:2}));
class Foo extends Map { constructor(){super(); this.extra=1} } console.log(new Foo([[1,2]]), new (class Bar extends Array{})(3), new (class Baz extends Set{}));
