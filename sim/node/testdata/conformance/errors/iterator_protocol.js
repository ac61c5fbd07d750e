// What has no next that can be called, or no iterator at all.
const t = f => { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } };
const bad = { [Symbol.iterator]: () => ({}) };
t(() => { for (const x of bad); });
t(() => [...bad]);
t(() => new Set(bad));
t(() => { const [a] = bad; });
t(() => Array.from(bad));
t(() => Promise.all(bad).catch(e => console.log('pa', e.message)));
t(() => { function* g() { yield* bad; } [...g()]; });
t(() => new Map(bad));
t(() => { for (const x of { [Symbol.iterator]: () => ({ next: 5 }) }); });
t(() => { for (const x of { [Symbol.iterator]: () => 5 }); });
t(() => Object.fromEntries(bad));
t(() => new WeakSet(bad));
t(() => { const [a, ...b] = { [Symbol.iterator]: () => ({ next: 'x' }) }; });
t(() => { const [] = bad; return 'empty'; });
