const util = require('util');
const p = util.promisify((a, cb) => setTimeout(() => cb(null, a * 2), 1)); p(4).then(console.log);
util.promisify((cb) => cb(new Error('pf')))().catch((e) => console.log(e.message));
try { util.promisify(5) } catch (e) { console.log(e.message, e.code) }
util.callbackify(async (x) => x + 1)(1, (e, v) => console.log(e, v));
util.callbackify(() => Promise.reject(null))((e) => console.log(e.message, e.code, e.reason));
console.log(util.promisify(setTimeout)[Symbol.for('x')], util.promisify.custom);
