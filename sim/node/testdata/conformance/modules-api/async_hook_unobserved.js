const ah = require('async_hooks'); const fs = require('fs'); const log = (...a) => fs.writeSync(1, a.join(' ') + '\n');
const h = ah.createHook({ init(id, type, trig, res) { log('init',id, type, trig) }, before(id) { log('b' , id) }, after(id) { log('a' , id) }, destroy(id) { log('d' + id) }, promiseResolve(id) { log('r' , id) } }).enable();
const als = new ah.AsyncLocalStorage();
als.run({ n: 0 }, async () => { for (let i = 0; i < 3; i++) { als.getStore().n++; await null } log(als.getStore().n) });
