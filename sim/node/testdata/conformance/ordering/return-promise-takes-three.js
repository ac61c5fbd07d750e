async function f() { return Promise.resolve('f'); }
async function g() { return await Promise.resolve('g'); }
f().then(console.log); g().then(console.log);
let p = Promise.resolve();
for (let i = 1; i <= 5; i++) p = p.then(() => console.log(i));
