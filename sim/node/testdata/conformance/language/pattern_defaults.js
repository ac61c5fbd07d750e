// Patterns in patterns, each with a value for when there is none.
const { x: { y: [, second = 'two', ...more] = [] } = {}, ...others } = { x: { y: [1, undefined, 3] }, z: 1 };
console.log(second, more, others);
let { list: [first = 'a', [inner = 'b', { deep: [deepest = (1 + 2) * 3] = [] } = {}] = []] = [] } = {};
console.log(first, inner, deepest);
var [[v = /[,\]]/.source] = [], w = `${v}, ]`] = [];
console.log(v, w);
function options({ sizes: [width = 10, height = width * 2] = [] } = {}, [[p = 'p'] = []] = []) { return [width, height, p]; }
console.log(options(), options({ sizes: [1] }, [['q']]));
for (const { tags: [tag = 'none'] = [] } of [{ tags: ['x'] }, {}]) console.log(tag);
async function later() { const { a: [b = await 5] = [] } = {}; return b; }
later().then(console.log);
function* giving() { const { a: [b = yield 'asked'] = [] } = {}; return b; }
const g = giving();
console.log(g.next(), g.next('told'));
console.log((({ a: [b = 1] = [] }) => b)({}), new Function('{ a: [b = 2] = [] }', 'return b')({}));
try { const { a: [b = 1] = null } = {}; } catch (e) { console.log(e.message); }
