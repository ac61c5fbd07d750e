// A blob's stream gives the parts that it was made of
(async () => {
  const lengths = async (blob) => { const all = []; for await (const piece of blob.stream()) all.push(piece.length); return all; };
  const b = new Blob(['x'.repeat(200000), '', 'y', new Uint8Array(3)]);
  console.log(await lengths(b), b.size);
  console.log(await lengths(new Blob([b, 'zz']).slice(199990, 200005)));
  console.log(await lengths(new Blob([])), await lengths(new Blob(['abc']).slice(1, 1)), await lengths(new Blob(['abc', 'def']).slice(-4)));
  console.log(await new Blob([new Blob(['a', 'b']), 'c']).slice(1).text());
})();
