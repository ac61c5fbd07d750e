const tp = require('timers/promises');
(async () => {
  console.log(await tp.setTimeout(1, 'a'), await tp.setImmediate('b'), await tp.setTimeout());
  let n = 0; for await (const v of tp.setInterval(1, 'i')) { console.log(v); if (++n === 3) break; }
  const ac = new AbortController(); setTimeout(() => ac.abort(), 1);
  try { await tp.setTimeout(100, null, { signal: ac.signal }); } catch (e) { console.log(e.name, e.code, e.message, e.cause && e.cause.name); }
  try { await tp.setImmediate(null, { signal: AbortSignal.abort('why') }); } catch (e) { console.log(e.name, e.code, e.message, e.cause); }
  for (const args of [['x'], [1, 1, 5], [1, 1, { signal: 5 }], [1, 1, { ref: 5 }]]) { try { await tp.setTimeout(...args); console.log('ok'); } catch (e) { console.log(e.name, e.code, e.message); } try { await tp.setImmediate(...args.slice(1)); console.log('ok'); } catch (e) { console.log(e.name, e.code, e.message); } try { for await (const x of tp.setInterval(...args)) break; console.log('ok'); } catch (e) { console.log(e.name, e.code, e.message); } }
  await tp.scheduler.wait(1); await tp.scheduler.yield(); console.log(tp.scheduler);
  const ac2 = new AbortController(); 
  try { let k = 0; for await (const v of tp.setInterval(1, 'j', { signal: ac2.signal })) { console.log(v); if (++k === 2) ac2.abort(); } } catch (e) { console.log(e.name, e.code); }
})();
