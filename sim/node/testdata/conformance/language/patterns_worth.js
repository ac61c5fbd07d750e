// What an assignment to a pattern is worth, and lengths that are no numbers.

class Range {
  constructor(from, to) {
    Object.assign(this, { from, to });
  }
  *[Symbol.iterator]() {
    for (let i = this.from; i < this.to; i++) yield i;
  }
}
const range = new Range(1, 4);
let a, b, rest;
console.log(([a, b] = range) === range, a, b);
console.log(([a, [b] = range, ...rest] = [0, undefined, 2, 3]), a, b, rest);
const chained = ([a, ...rest] = [b] = range);
console.log(chained, a, b, rest);
const give = (values) => ([a] = values);
console.log(give(new Set(['x'])), give('text'), give(range), a);
console.log(({ from: a, ...rest } = range) === range, rest);

for (const length of [undefined, null, '2', true, NaN, -1]) {
  const list = { length, 0: 'p', 1: 'q' };
  const generic = Array.prototype;
  console.log(length, generic.map.call(list, (v) => v + v), generic.slice.call(list), generic.indexOf.call(list, 'q'), generic.push.call({ length }, 1));
}

const iterators = Object.getPrototypeOf([][Symbol.iterator]());
iterators.next = iterators.next;
console.log(([a, b] = [5, 6]), give([7]), give(new Map([[8, 9]])));
for (const broken of [1, {}, { [Symbol.iterator]: 1 }, { [Symbol.iterator]: () => 1 }, { [Symbol.iterator]: () => ({ next: 1 }) }, { [Symbol.iterator]: () => ({ next: () => 1 }) }]) {
  for (const take of [() => ([a] = broken), () => { for (a of broken); }, () => (([x]) => x)(broken), () => { const [x] = broken; return x; }, () => [...broken]]) {
    try {
      take();
      console.log('no error');
    } catch (error) {
      console.log(error.message);
    }
  }
}
