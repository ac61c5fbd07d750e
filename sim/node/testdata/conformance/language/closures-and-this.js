var fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); console.log(fs.map((f) => f()));
let gs = []; for (let i = 0; i < 3; i++) gs.push(() => i); console.log(gs.map((f) => f()));
const o = { n: 1, f() { return this?.n; }, g: () => typeof this }; const { f } = o; console.log(o.f(), f === o.f, o.g());
console.log((function () { return typeof this; })(), (function () { 'use strict'; return typeof this; })(), this === module.exports);
console.log((function () { return arguments.length; })(1, 2, 3), ((...a) => a)(1, 2));
