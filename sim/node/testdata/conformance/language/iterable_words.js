// What is said of what for await cannot iterate over.
const none = {}, one = () => 1, list = { of: [1] };
const loops = [
  async () => { for await (const x of 5); }, async () => { for await (const x of none); }, async () => { for await (const x of list.of[0]); },
  async () => { for await (const x of one()); }, async () => { for await (const x of undefined); }, async () => { for await (const x of {}); },
  async () => { for await (const x of { [Symbol.asyncIterator]: 1 }); }, async () => { for await (const x of { [Symbol.asyncIterator]: () => 1 }); },
  async () => { for await (const x of { [Symbol.asyncIterator]: () => ({}) }); }, async () => { for await (const x of { [Symbol.iterator]: 5 }); },
  async () => { for await (const x of { [Symbol.iterator]: () => 5 }); }, async () => { for await (const x of new Map().size); },
];
(async () => {
  for (const loop of loops) await loop().then(() => console.log('none'), (error) => console.log(error.name, error.message));
})();
for (const fd of [-1, 99]) try { require('fs').writeFileSync(fd, 'text'); } catch (error) { console.log(error.code, error.message); }
