async function a() { console.log('a1'); await b(); console.log('a2'); }
async function b() { console.log('b1'); await null; console.log('b2'); }
console.log('start');
a().then(() => console.log('a done'));
new Promise((r) => { console.log('executor'); r(); }).then(() => console.log('then 1')).then(() => console.log('then 2')).then(() => console.log('then 3'));
console.log('end');
