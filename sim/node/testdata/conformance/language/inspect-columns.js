class A { constructor() { this.x = 1; } }
console.log(['apple','banana','cherry','dragonfruit','elderberry','fig','grape','honeydew'], {s:'a'.repeat(200)});
console.log([ 'x'.repeat(80), 'multi\nline\nstring that is long enough to be split into lines when printed in array ok' ]);
console.log((function*(){})(), new Float64Array(3), new BigInt64Array(2), [1n,2n]);
console.log({u:undefined,n:null,t:true}, [[]], [{}], {}, []);

