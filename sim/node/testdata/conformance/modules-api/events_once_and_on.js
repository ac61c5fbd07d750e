// events.once and events.on: values, errors, closing events and abort signals
const { once, on, EventEmitter } = require('events');
(async () => {
  const e = new EventEmitter();
  process.nextTick(() => e.emit('a', 1, 2));
  console.log(await once(e, 'a'));
  process.nextTick(() => e.emit('error', new Error('x')));
  try { await once(e, 'a'); } catch (x) { console.log(x.message); }
  process.nextTick(() => e.emit('error', new Error('as value')));
  console.log((await once(e, 'error'))[0].message);
  const ac = new AbortController();
  setTimeout(() => ac.abort(), 1);
  try { await once(e, 'never', { signal: ac.signal }); } catch (x) { console.log(x.name, x.code, x.message); }
  setTimeout(() => { e.emit('d', 1); e.emit('d', 2); setTimeout(() => e.emit('end'), 1); }, 1);
  for await (const v of on(e, 'd', { close: ['end'] })) console.log(v);
  console.log('closed', e.eventNames());
  const ac2 = new AbortController();
  setTimeout(() => { e.emit('d', 3); ac2.abort(); }, 1);
  try { for await (const v of on(e, 'd', { signal: ac2.signal })) console.log(v); } catch (x) { console.log(x.name, x.cause?.name); }
  setTimeout(() => { e.emit('d', 5); e.emit('error', new Error('ff')); }, 1);
  try { for await (const v of on(e, 'd')) console.log(v); } catch (x) { console.log(x.message); }
  const it = on(e, 'd'); console.log(Object.getPrototypeOf(it) !== Object.prototype, await it.return(), await it.next());
  try { it.throw('x'); } catch (x) { console.log(x.code, x.message); }
  try { await once({}, 'x'); } catch (x) { console.log(x.code, x.message); }
  try { on({}, 'x'); } catch (x) { console.log(x.code, x.message); }
  const et = new EventTarget(); setTimeout(() => et.dispatchEvent(new Event('foo')), 1);
  const [ev] = await once(et, 'foo'); console.log(ev.type, ev.constructor.name);
})();
