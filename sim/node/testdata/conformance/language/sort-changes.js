// What compares the elements may change the array: it is sorted all the same.
const cut = [3, 1, 2];
cut.sort((a, b) => { cut.length = 0; return a - b; });
console.log(cut);
const grown = [3, 1, 2];
grown.sort((a, b) => { if (grown.length < 6) grown.push(9); return a - b; });
console.log(grown.slice(0, 3), grown.length > 3);
const seen = [5, 4, 3];
const views = new Set();
seen.sort((a, b) => { views.add(seen.join()); return a - b; });
console.log(seen, views);
const thrown = [2, 1, 3];
try { thrown.sort(() => { throw new Error('no'); }); } catch (e) { console.log(e.message, thrown); }
const frozen = Object.freeze([2, 1]);
try { frozen.sort(); } catch (e) { console.log(e.message); }
console.log([3, undefined, 1, , 2].sort(), [3, undefined, 1].sort((a, b) => b - a));
class List extends Array {}
const list = List.from([2, 1]);
console.log(list.sort() === list, list);
console.log(Array.prototype.sort.call({ length: 2, 0: 'b', 1: 'a' }));
