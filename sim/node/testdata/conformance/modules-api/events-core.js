const EventEmitter = require('events'); const { once, on, errorMonitor } = EventEmitter;
class My extends EventEmitter {}
const e = new My();
e.on('newListener', (t, l) => console.log('new', t, typeof l));
e.on('removeListener', (t) => console.log('rm', t));
function f(a){ console.log('f', a, this === e) }
e.on('x', f); e.prependListener('x', () => console.log('first')); e.once('x', () => console.log('once'));
console.log(e.emit('x', 1), e.emit('x', 2), e.emit('nope'));
console.log(e.listenerCount('x'), e.eventNames(), e.rawListeners('x').length);
e.off('x', f); e.removeAllListeners();
try { e.emit('error', new Error('bad')) } catch (err) { console.log(err.message) }
try { e.emit('error', {a:1}) } catch (err) { console.log(err.message, err.code, err.name) }
try { e.on('x', 5) } catch (err) { console.log(err.message, err.code, err.name) }
try { e.setMaxListeners(-1) } catch (err) { console.log(err.message) }
console.log(e);
console.log(new EventEmitter());
const c = new EventEmitter({captureRejections:true});
c.on('error', (er)=>console.log('captured', er.message)); c.on('a', async()=>{throw new Error('rej')}); c.emit('a');
(async()=>{ const p = once(e,'go'); e.emit('go', 1, 2); console.log(await p);
 const p2 = once(e,'go'); e.emit('error', new Error('E')); try { await p2 } catch(x){console.log('caught', x.message)}
 const it = on(e,'tick'); e.emit('tick',1); e.emit('tick',2); console.log(await it.next(), await it.next()); console.log(await it.return(), await it.next());
})();
e.on(errorMonitor, (er)=>console.log('mon', er.message));
console.log(EventEmitter.defaultMaxListeners, EventEmitter.getEventListeners(c,'a').length);
