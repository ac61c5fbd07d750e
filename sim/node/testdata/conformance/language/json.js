console.log(JSON.stringify({ a: [1, undefined, () => 1, Symbol(), NaN, null, new Date(0), new Map([[1, 2]])], b: undefined, c: 'é\u2028"\n', d: 1n === 1n }));
console.log(JSON.stringify({ a: 1, b: { c: [1, 2] } }, null, 2)); console.log(JSON.stringify([1, [2]], null, '--')); console.log(JSON.stringify({ a: 1, b: 2, c: { a: 3 } }, ['a', 'c']));
console.log(JSON.stringify({ a: 1, b: 'x' }, (k, v) => typeof v === 'number' ? v * 2 : v), JSON.parse('{"a":[1,{"b":null}]}', (k, v) => k === 'b' ? 'revived' : v).a[1].b);
console.log(JSON.stringify('\ud800'), JSON.stringify({ toJSON() { return 5; } }), JSON.stringify(undefined), JSON.parse('"\\u0041"'), JSON.stringify(Object.create({ x: 1 })));
