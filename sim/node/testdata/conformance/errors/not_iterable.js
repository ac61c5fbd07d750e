'use strict';
// What is said of things that are not iterable, where they are called for with new or
// awaited, and where.

class Foo {
  list() { return {}; }
}
const ns = { Foo };
const object = {};
const number = 5;
const make = () => ({});
const log = (f) => {
  try {
    f();
    console.log('no error');
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
log(() => { for (const x of new Foo()) x; });
log(() => { for (const [k] of new Foo()) k; });
log(() => { for (const x of new ns.Foo) x; });
log(() => { for (const x of new (class {})()) x; });
log(() => { for (const x of new Foo().list()) x; });
log(() => { for (const x of new Foo().nothing) x; });
log(() => [...new Foo()]);
log(() => [1, ...new Foo(1, 2), 3]);
log(() => Math.max(...new Foo()));
log(() => Math.max(1, ...new Foo(), 2));
log(() => Math.max(1, ...make(), 2));
log(() => { const [a] = new Foo(); return a; });
log(() => { let a; [a] = new ns.Foo(); return a; });
log(() => new Map(new Foo()));
log(() => (([x]) => x)(new Foo()));

const later = async (f) => {
  try {
    await f();
    console.log('no error');
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
(async () => {
  await later(async () => { for await (const x of object) x; });
  await later(async () => { for await (const x of number) x; });
  await later(async () => { for await (const x of make()) x; });
  await later(async () => { for await (const x of ns.Foo) x; });
  await later(async () => { for await (const x of new Foo()) x; });
  await later(async () => { for await (const x of new Foo().list()) x; });
  await later(async () => { for await (const x of await make()) x; });
  await later(async () => { for await (const x of {}) x; });
  await later(async () => { for await (const x of null) x; });
  await later(async () => { for await (const x of { [Symbol.asyncIterator]: 1 }) x; });
  await later(async () => { for await (const x of { [Symbol.asyncIterator]: () => 1 }) x; });
  await later(async () => { for await (const x of { [Symbol.asyncIterator]: () => ({}) }) x; });
  async function consume(source) {
    for await (const chunk of source) console.log(chunk);
  }
  await consume(new Foo());
})();
