// Who waits for what fails is told through modules, for await and asynchronous generators.
async function bad(x) { await null; if (x > 1) throw new Error('bad ' + x); return x; }
async function* numbers() {
  for (let i = 0; i < 3; i++) yield await bad(i);
}
async function* doubled(source) {
  for await (const n of source) yield 2 * n;
}
class Reader { async *[Symbol.asyncIterator]() { yield* doubled(numbers()); } }
async function sum() {
  let total = 0;
  for await (const n of new Reader()) total += n;
  return total;
}
try { await sum(); } catch (error) { console.log(error.stack); }
let last;
try {
  for await (last of numbers()) console.log(last);
} catch (error) { console.log(error.stack, last); }
try { for await (const [a] of [bad(3)]) console.log(a); } catch (error) { console.log(error.stack); }
try { for await (const { a } of [bad(3)]) console.log(a); } catch (error) { console.log(error.stack); }
await Promise.all([sum()]);
