const v8=require('v8'); const o={a:1,b:[1,,-0,NaN,1n],c:new Map([[1,{x:new Set([2])}]]),d:new Date(5),e:/x/g,f:new Uint8Array([1,2]),g:'ü\u0000',h:undefined,i:null}; o.self=o;
console.log(v8.deserialize(v8.serialize(o))); const e=v8.deserialize(v8.serialize(new TypeError('m'))); console.log(e instanceof TypeError, e.message); try { v8.serialize(()=>{}) } catch(e) { console.log(e.name,e.message) }
