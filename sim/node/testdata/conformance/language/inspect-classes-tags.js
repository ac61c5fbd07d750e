class A { constructor() { this.x = 1; } }
console.log({ [Symbol.toStringTag]: 'T', a:1 }, new (class X { get [Symbol.toStringTag]() { return 'Y' } }));
console.log(Math, JSON, Reflect, [NaN, Infinity], [1.5,2.25,-3], [true,false], 'str', ['str']);
console.log(Object.create({constructor: 3}), new (class extends null { constructor(){ return Object.create(new.target.prototype)} }));
console.log([[[[]]]], {a:{b:{c:{}}}}, {a:{b:{c:[]}}},{a:{b:{c:new Map}}},{a:{b:{c:new (class Z{q=1})}}});
console.log([1,2,3,4,5,6,7].map(x=>({id:x,name:'n'+x})));
