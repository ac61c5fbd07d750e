async function* numbers() { for (let i = 0; i < 3; i++) { await null; yield i; } }
(async () => { for await (const n of numbers()) console.log('n', n); console.log('end'); })();
(async () => { for await (const v of [Promise.resolve('a'), 'b']) console.log(v); })();
Promise.resolve().then(() => console.log('p1')).then(() => console.log('p2')).then(() => console.log('p3'));
