console.log((function () { return (() => arguments[0])() })(7));
console.log((function (x) { 'use strict'; const f = () => { return () => arguments.length + x }; return f()() })(7,8));
console.log(({ m() { return [1].map(() => arguments[0]) } }).m(7));
class A { constructor() { this.f = () => arguments[1] } static s() { return (() => ({ arguments }))().arguments.length } }
console.log(new A(1, 2).f(), A.s(1, 2, 3));
function outer() { function inner() { return (() => arguments[0])() } return inner('in') + (() => arguments[0])() }
console.log(outer('out'));
console.log((function () { return arguments.length })(1, 2));
