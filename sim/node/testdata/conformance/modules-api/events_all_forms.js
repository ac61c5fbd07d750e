const { EventEmitter, once, on, errorMonitor, captureRejectionSymbol, getEventListeners } = require('events');
const e = new EventEmitter({ captureRejections: true });
e.on('error', x => console.log('error', x.message));
e.on(errorMonitor, x => console.log('monitor', x.message));
e.on('x', async () => { throw new Error('async'); });
e.emit('x');
e.once('newListener', (n, f) => console.log('new', n, f.name));
function foo() { console.log('foo', this === e); }
e.prependListener('y', foo); e.prependOnceListener('y', function bar() { console.log('bar'); });
console.log(e.listeners('y'), e.rawListeners('y'), e.listenerCount('y'), e.eventNames());
e.emit('y'); e.emit('y'); e.off('y', foo); console.log(e.emit('y'));
(async () => {
  setTimeout(() => e.emit('z', 1, 2), 1);
  console.log(await once(e, 'z'));
  setTimeout(() => e.emit('error', new Error('boom')), 1);
  try { await once(e, 'never'); } catch (x) { console.log('once rejected', x.message); }
  const ac = new AbortController(); setTimeout(() => ac.abort(), 2);
  try { for await (const v of on(e, 'tick', { signal: ac.signal })) console.log(v); } catch (x) { console.log(x.name, x.code, x.message); }
  const it = on(e, 'd'); e.emit('d', 1); e.emit('d', 2); console.log(await it.next(), await it.next(), await it.return(), await it.next());
  const et = new EventTarget(); et.addEventListener('q', ev => console.log(ev.type, ev.detail), { once: true });
  et.dispatchEvent(new CustomEvent('q', { detail: 5 })); et.dispatchEvent(new Event('q'));
  console.log(getEventListeners(et, 'q').length);
  try { new EventEmitter().emit('error', { a: 1 }); } catch (x) { console.log(x.code, x.message, x.context); }
  try { new EventEmitter().emit('error'); } catch (x) { console.log(x.code, x.message); }
  try { new EventEmitter().on('x', 5); } catch (x) { console.log(x.code, x.message); }
  try { new EventEmitter().setMaxListeners(-1); } catch (x) { console.log(x.code, x.message); }
  console.log(e);
  console.log(new EventTarget(), new Event('foo'), ac.signal, ac);
})();
