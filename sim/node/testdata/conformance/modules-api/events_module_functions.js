// getEventListeners, setMaxListeners and addAbortListener, for both kinds of targets
const { getEventListeners, EventEmitter, setMaxListeners, getMaxListeners, addAbortListener } = require('events');
const e = new EventEmitter(); const f = () => {}; e.on('x', f); e.once('x', f);
console.log(getEventListeners(e, 'x'));
const et = new EventTarget(); et.addEventListener('x', f); console.log(getEventListeners(et, 'x'));
setMaxListeners(5, et, e); console.log(getMaxListeners(et), getMaxListeners(e));
try { getEventListeners({}, 'x'); } catch (x) { console.log(x.code, x.message); }
try { setMaxListeners(1, {}); } catch (x) { console.log(x.code, x.message); }
const ac = new AbortController();
const d = addAbortListener(ac.signal, (ev) => console.log('aborted', ev.type)); console.log(typeof d[Symbol.dispose], Symbol.dispose);
ac.signal.addEventListener('abort', (ev) => ev.stopImmediatePropagation());
ac.abort();
addAbortListener(ac.signal, () => console.log('already'));
try { addAbortListener(undefined, f); } catch (x) { console.log(x.code, x.message); }
try { addAbortListener({}, f); } catch (x) { console.log(x.code, x.message); }
try { addAbortListener(ac.signal, 1); } catch (x) { console.log(x.code, x.message); }
