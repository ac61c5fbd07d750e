// How many microtasks each kind of iterable takes.
const log = console.log;
const clock = (async () => { for (let i = 0; i < 20; i++) { log('-', i); await null; } })();
(async () => { for await (const v of [1, Promise.resolve(2)]) log('array', v); log('array end'); })();
(async () => { for await (const v of new Set(['x'])) { log('set', v); break; } log('set end'); })();
(async () => { for await (const v of (function* () { try { yield 'q'; yield 'r'; } finally { log('sync closed'); } })()) { log('sync', v); break; } log('sync end'); })();
(async () => { for await (const v of (async function* () { yield 'p'; yield 'q'; })()) log('async', v); log('async end'); })();
(async () => { for await (const v of (async function* () { yield* [1, 2]; return 3; })()) log('delegate', v); log('delegate end'); })();
(async () => { try { for await (const v of [Promise.reject(new Error('bad'))]) log(v); } catch (e) { log('caught', e.message); } })();
(async () => { try { for await (const v of (async function* () { try { yield 1; } finally { log('cleanup'); } })()) throw new Error('body'); } catch (e) { log(e.message); } })();
