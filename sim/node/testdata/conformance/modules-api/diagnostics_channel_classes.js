// Channels with and without subscribers, and subscribers that throw
const dc = require('diagnostics_channel');
console.log(Object.keys(dc));
const ch = dc.channel('my'); console.log(ch.hasSubscribers, ch.name, ch.constructor.name, ch);
const f = (m, n) => console.log('sub', m, n); ch.subscribe(f); console.log(ch.hasSubscribers, dc.hasSubscribers('my'), ch.constructor.name, ch);
ch.publish({ a: 1 }); console.log(ch.unsubscribe(f), ch.unsubscribe(f)); ch.publish({ b: 1 });
dc.subscribe('x', f); dc.channel('x').publish(5); console.log(dc.unsubscribe('x', f));
try { dc.channel(1); } catch (e) { console.log(e.code, e.message); } try { ch.subscribe(1); } catch (e) { console.log(e.code, e.message); }
const s = dc.channel(Symbol('sym')); s.subscribe((m, n) => console.log(m, n)); s.publish('x');
ch.subscribe(() => { throw new Error('bad sub'); }); ch.subscribe(() => console.log('after bad'));
process.on('uncaughtException', (e) => console.log('uncaught', e.message)); ch.publish(1); console.log('end');
