// yield* hands next, throw and return on to the inner iterator.
const log = console.log;
const inner = {
  [Symbol.asyncIterator]() { return this; },
  n: 0,
  next(v) { log('next', v); return Promise.resolve({ value: this.n++, done: this.n > 3 }); },
  return(v) { log('return', v); return { value: v, done: true }; },
  throw(e) { log('throw', e.message); return { value: 'recovered', done: false }; },
};
async function* outer() { try { log('result', yield* inner); } finally { log('outer finally'); } return 'end'; }
(async () => {
  const it = outer();
  log(await it.next('a'), await it.next('b'), await it.throw(new Error('t')), await it.return('r'), await it.next());
  inner.n = 2;
  const two = outer();
  log(await two.next(), await two.next(), await two.next());
  const three = (async function* () { yield* (function* () { yield 1; })(); })();
  await three.next();
  await three.throw(new Error('no throw method')).catch((e) => log(e.name, e.message));
})();
