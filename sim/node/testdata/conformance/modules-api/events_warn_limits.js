// The limit of listeners: whom it warns about, once for each event
const EventEmitter = require('events');
const e = new EventEmitter();
for (let i = 0; i < 12; i++) e.on('data', () => {});
e.setMaxListeners(2);
for (let i = 0; i < 4; i++) e.on('other', () => {});
class My extends EventEmitter {}
const m = new My(); m.setMaxListeners(1); m.on(Symbol('s'), () => {});
const s = Symbol('ev'); m.on(s, () => {}); m.on(s, () => {});
process.on('warning', (w) => console.log(w.name, w.message, w.count, w.type, w.emitter === e || w.emitter === m));
try { e.setMaxListeners(-1); } catch (x) { console.log(x.code, x.message); }
try { e.setMaxListeners('1'); } catch (x) { console.log(x.code, x.message); }
try { EventEmitter.defaultMaxListeners = -1; } catch (x) { console.log(x.code, x.message); }
console.log(e.getMaxListeners(), EventEmitter.defaultMaxListeners);
EventEmitter.defaultMaxListeners = 3; console.log(new EventEmitter().getMaxListeners(), e.getMaxListeners());
