// Whoever goes through an iterator says the same of one that is none.
const result = (value) => ({ [Symbol.iterator]() { return { next() { return value; } }; } });
const iterator = (value) => ({ [Symbol.iterator]() { return value; } });
const itself = (value) => value;
const uses = {
  loop(o) { for (const x of o) return x; }, list(o) { return [...o]; }, call(o) { return Math.max(...o); },
  pattern(o) { const [a, ...b] = o; return [a, b]; }, assignment(o) { let a; [a] = o; return a; }, parameter(o) { return (([a]) => a)(o); },
  from(o) { return Array.from(o); }, set(o) { return new Set(o); }, map(o) { return new Map(o); }, entries(o) { return Object.fromEntries(o); },
  typed(o) { return new Uint8Array(o).length; }, weak(o) { return new WeakSet(o); }, errors(o) { return new AggregateError(o); },
  delegate(o) { function* g() { yield* o; } return g().next(); }, call2(o) { function* g() { yield* itself(o); } return g().next(); },
  member(o) { function* g() { yield* { o }.o; } return g().next(); },
};
for (const value of [5, undefined, null, true, { next: undefined }]) {
  for (const name in uses) {
    if (value instanceof Object && name === 'parameter') continue;
    for (const make of typeof value === 'object' && value ? [iterator, itself] : [result, iterator, itself]) {
      try { uses[name](make(value)); } catch (error) { console.log(String(value), name, make.name, error.name, error.message); }
    }
  }
}
function* delegates() { const x = yield* 5; }
try { delegates().next(); } catch (error) { console.log(error.stack.split('\n').slice(0, 3).join('\n')); }
for (const name of ['all', 'race', 'any', 'allSettled']) {
  for (const make of [result, iterator, itself]) Promise[name](make(5)).catch((error) => console.log(name, make.name, error.message));
}
