// Warnings of EventTarget: too many listeners, and listeners that are none
const et = new EventTarget();
for (let i = 0; i < 12; i++) et.addEventListener('foo', () => {});
const ac = new AbortController();
for (let i = 0; i < 12; i++) ac.signal.addEventListener('abort', () => {});
et.addEventListener('x', null); et.addEventListener('y', undefined);
process.on('warning', (w) => console.log(w.name, w.message, w.count, w.type));
