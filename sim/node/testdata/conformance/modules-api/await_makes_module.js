await null;
console.log('a script that waits at its top level is a module:', typeof require, typeof module, this);
const values = await Promise.all([1, Promise.resolve(2)]);
for await (const value of values) console.log(value);
