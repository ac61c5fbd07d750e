const util = require('util'); const slow = (x, cb) => setTimeout(() => x < 0 ? cb(new Error('negative')) : cb(null, x * 2), 1);
const p = util.promisify(slow); p(2).then(console.log); p(-1).catch((e) => console.log(e.message)); util.promisify(setTimeout)(3, 'v').then(console.log);
util.callbackify(async (x) => x + 1)(1, (e, v) => console.log(e, v)); console.log(util.format('%s %d %i %f %j %o %%', 'a', 1.5, 1.5, '2.5', { x: 1 }, [1]), util.isDeepStrictEqual({ a: [1] }, { a: [1] }));
console.log(util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), util.types.isPromise(p(1)), util.inspect('x'.repeat(5)), util.inspect(new Map([[{ a: 1 }, 'b']])));
