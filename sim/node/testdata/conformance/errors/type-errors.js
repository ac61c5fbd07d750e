const tries = [
  () => [].reduce((a, b) => a), () => new Array(-1), () => 'x'.repeat(-1), () => (1).toFixed(101),
  () => Symbol() + '', () => BigInt(1.5), () => 1n + 1, () => JSON.parse('{bad'), () => JSON.parse(''),
  () => { const a = {}; a.a = a; JSON.stringify(a); }, () => decodeURIComponent('%'), () => Object.defineProperty(Object.freeze({}), 'a', { value: 1 }),
  () => new (class { constructor() { } }).x.y, () => { const [a] = null; }, () => { const { a } = undefined; }, () => { for (const x of 5); },
  () => { 'use strict'; Object.freeze([1]).push(2); }, () => new 5, () => ({}) instanceof 5, () => 'a' in 'b',
];
for (const f of tries) { try { console.log('no error', f()); } catch (e) { console.log(e.name); } }
