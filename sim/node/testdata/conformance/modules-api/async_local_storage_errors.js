// Stores and errors that nobody catches
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
process.on('unhandledRejection', (e) => console.log('unhandled', e.message, als.getStore()));
process.on('uncaughtException', (e) => console.log('uncaught', e.message, als.getStore()));
als.run(1, () => { Promise.reject(new Error('r')); setTimeout(() => { throw new Error('t'); }, 1); });
als.run(2, () => { Promise.resolve().then(() => { throw new Error('r2'); }); });
als.run(3, async () => { await null; throw new Error('r3'); });
als.run({ id: 4 }, () => { const s = als.getStore(); s.user = 'u'; setTimeout(() => { console.log(als.getStore() === s, als.getStore()); }, 10); });
console.log(als.run(5, (a, b) => [als.getStore(), a, b], 'x', 'y'));
try { als.run(6, () => { throw new Error('sync'); }); } catch (e) { console.log(e.message, als.getStore()); }
als.enterWith(7); console.log(als.getStore()); setTimeout(() => console.log('seven', als.getStore()), 20); Promise.resolve().then(() => console.log('p', als.getStore()));
process.on('exit', () => console.log('exit', als.getStore())); process.on('beforeExit', () => console.log('beforeExit', als.getStore()));
