// The helpers of Readable that are like those of arrays.
const { Readable } = require('stream');
(async () => {
  console.log(
    await Readable.from([1, 2, 3, 4])
      .map(async (x) => x * 2)
      .filter((x) => x > 2)
      .toArray(),
  );
  console.log(await Readable.from([1, 2, 3, 4]).reduce((a, b) => a + b));
  console.log(await Readable.from([1, 2, 3, 4]).reduce((a, b) => a + b, 10));
  console.log(
    await Readable.from([1, 2, 3, 4]).some((x) => x > 3),
    await Readable.from([1, 2]).every((x) => x > 3),
    await Readable.from([1, 2]).find((x) => x > 1),
  );
  console.log(
    await Readable.from([1, 2, 3, 4])
      .flatMap((x) => [x, x])
      .toArray(),
  );
  console.log(await Readable.from([1, 2, 3, 4]).take(2).toArray(), await Readable.from([1, 2, 3, 4]).drop(2).toArray());
  console.log(await Readable.from(['a', 'b']).asIndexedPairs().toArray());
  await Readable.from([1, 2, 3]).forEach((x) => console.log(x), { concurrency: 2 });
  try {
    await Readable.from([]).reduce((a, b) => a);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    Readable.from([1]).map(1);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    Readable.from([1]).map((x) => x, { concurrency: 0 });
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    Readable.from([1]).take(-1);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    await Readable.from([1, 2])
      .map((x) => {
        throw new Error('in map ' + x);
      })
      .toArray();
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  const ac = new AbortController();
  const p = Readable.from([1, 2, 3])
    .map(
      async (x, { signal }) => {
        await new Promise((r) => setTimeout(r, 50));
        return x;
      },
      { signal: ac.signal, concurrency: 2 },
    )
    .toArray();
  setTimeout(() => ac.abort(), 10);
  try {
    console.log(await p);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
})();
