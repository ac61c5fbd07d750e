// await is a name outside async functions and modules, also beside async generators.
class Names { await = 6; yield = 7; static await = 8; async await() { return 1; } get value() { return this.await; } }
console.log(new Names(), Names, { await: 1 }.await, new Names().value);
var await = 5;
console.log(await, { await }, [await], await === 5, (await) + 1);
async function* used() { yield await 1; }
used().next().then(console.log);
