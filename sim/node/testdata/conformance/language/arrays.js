const a = [3, 1, 2];
console.log(a.toSorted(), a.with(0, 9), a.toReversed(), a.findLast((x) => x > 1), a.at(-1), a.flatMap((x) => [x, x]), [[1, [2, [3]]]].flat(Infinity));
console.log([10, 9, 1].sort(), [5, 1, 10].sort((x, y) => x - y), [1, 2, 3].reduceRight((s, x) => s + x, ''), Array.from({ length: 3 }, (_, i) => i * i), Array.of(7));
console.log([1, 2, 3, 4].copyWithin(0, 2), new Array(3), [1, , 3], [,].length, [1, 2, 3].fill(0, 1), [1, [2]].toString(), [null, undefined, 1].join());
console.log([NaN].includes(NaN), [NaN].indexOf(NaN), Array.isArray([]), [1, 2, 3].entries().next(), [..."ab"].keys().next(), [3, 2, 1].splice(1, 1));
const sparse = []; sparse[5] = 1; console.log(sparse, sparse.length, Object.keys(sparse)); a.length = 1; console.log(a);
console.log([1, 2, 3, 4, 5].slice(-3, -1), [1, 2].concat(3, [4, [5]]), [..."abc"].reverse().join(''), [1, 2, 3].some((x) => x > 2), [].every((x) => false));
