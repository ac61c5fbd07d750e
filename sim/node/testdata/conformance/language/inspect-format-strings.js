class A { constructor() { this.x = 1; } }
console.log([['a','b'],['c',['d',['e',['f']]]]]);
console.log({ long: 'x'.repeat(100), other: 'y'.repeat(60), third: {a:'z'.repeat(30), b:'w'.repeat(30)}});
console.log(new Map([['k', new Map([['a',1]])]]).entries(), new Map([[1,2]]).keys(), new Set([5]).values(), [1][Symbol.iterator]());
