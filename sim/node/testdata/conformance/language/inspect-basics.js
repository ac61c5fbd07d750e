console.log({a:1,b:'x',c:[1,2,3],d:{e:{f:{g:1}}}}, [1,,3], [undefined,null], new Map([['a',{b:1}],[{},2]]), new Set([1,'b']));
class A { constructor(){ this.x=1 } get y(){return 1} static z = 3 }
class B extends A {}
console.log(new A, new B, A, B, class {}, function foo(){}, ()=>{}, async()=>{}, function*g(){}, Symbol('s'), 10n, -0);
console.log(Array.from({length:30},(_, i)=>i*3), Array.from({length:120},(_, i)=>i));
console.log('a'.repeat(10).split('').map((x,i)=>x.repeat(i)));
