// What is below a microtask in a stack: the function that ran ticks before it, if
// there were any.
const below = (name) => console.log(name, new Error().stack.split('\n').slice(2).map((line) => line.trim().replace(/\(\/.*\//, '(').replace(/at \/.*\//, 'at ')));
Promise.resolve().then(() => below('main'));
setImmediate(() => {
  Promise.resolve().then(() => below('immediate'));
  setImmediate(() => {
    process.nextTick(() => {});
    Promise.resolve().then(() => below('after ticks'));
    setImmediate(() => {
      process.nextTick(() => Promise.resolve().then(() => below('made by a tick')));
      setImmediate(() => require('fs').readFile(__filename, () => {
        Promise.resolve().then(() => below('pool'));
        outer();
      }));
    });
  });
});
async function inner() {
  process.nextTick(() => {});
  await null;
  below('await');
}
async function outer() { await inner(); }
