// What is nested without end fails, and can be caught.
const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message); } };
attempt(() => new Function(`return ${'('.repeat(9000)}1${')'.repeat(9000)}`)());
attempt(() => new Function(`return ${'['.repeat(9000)}1${']'.repeat(9000)}`)());
attempt(() => (0, eval)(`${'('.repeat(9000)}1${')'.repeat(9000)}`));
const circle = [];
circle[0] = circle;
attempt(() => circle.flat(Infinity));
attempt(() => [1, [2, [3, [4]]]].flat(Infinity).join());
attempt(() => [3, 1, 2].sort(() => { throw new Error('from the comparison'); }));
attempt(() => { function* endless() { yield* endless(); } return [...endless()]; });
attempt(() => { function* down(n) { if (n > 0) yield* down(n - 1); yield n; } return [...down(50)].length; });
