'use strict';
// Where an error was thrown in a generator that a loop, a spread or a builtin asked.

const calls = (error) => error.stack.split('\n').slice(1).filter((line) => !line.includes('node:')).map((line) => line.trim().replace(/\(\/.*\//, '('));
const shown = (f) => {
  try {
    f();
  } catch (error) {
    console.log(error.message, calls(error));
  }
};
function* counting() {
  yield 1;
  throw new Error('counting');
}
class Tree {
  *[Symbol.iterator]() {
    yield 1;
    throw new Error('tree');
  }
  *walk() {
    throw new Error('walk');
  }
}
const steps = { [Symbol.iterator]: () => ({ next() { throw new Error('step'); } }) };
function* early(value = (() => { throw new Error('early'); })()) {
  yield value;
}

shown(() => { for (const x of counting()) x; });
shown(() => {
  let x;
  for (x of counting()) x;
});
shown(() => { for (const [a] of new Tree().walk()) a; });
shown(() => { for (const x of new Tree()) x; });
shown(() => [...counting()]);
shown(() => [0, ...new Tree()]);
shown(() => Array.from(counting()));
shown(() => new Set(counting()));
shown(() => counting().next() && Object.fromEntries(new Tree().walk()));
shown(() => { const made = counting(); made.next(); made.next(); });
shown(() => { for (const x of steps) x; });
shown(() => early());
shown(() => { for (const x of early()) x; });

(async () => {
  await null;
  for (const x of new Tree()) console.log(x);
})().catch((error) => console.log(calls(error)));
