// What the module events and an emitter show of themselves
const EventEmitter = require('events');
console.log(Object.keys(EventEmitter), EventEmitter.name, EventEmitter.length);
console.log(Object.getOwnPropertyNames(EventEmitter).sort());
console.log(Object.getOwnPropertyNames(EventEmitter.prototype).sort());
console.log(Object.keys(EventEmitter.prototype));
const e = new EventEmitter();
console.log(e);
e.on('a', () => {}); e.once('b', function named() {}); e.on('a', () => {});
console.log(e);
console.log(e.rawListeners('b'), e.listeners('b'), e.eventNames(), e.listenerCount('a'));
console.log(EventEmitter.listenerCount(e, 'a'), EventEmitter.usingDomains);
