const EventEmitter = require('events'); const { once } = EventEmitter; const e = new EventEmitter();
e.on('a', (...v) => console.log('on', ...v)); e.once('a', () => console.log('once')); e.prependListener('a', () => console.log('first'));
console.log(e.emit('a', 1, 2), e.emit('a'), e.emit('none'), e.listenerCount('a'), e.eventNames(), EventEmitter.defaultMaxListeners);
e.on('newListener', (n) => console.log('new', n)); const f = () => {}; e.on('b', f); e.off('b', f); console.log(e.listeners('b'), e.rawListeners('a').length);
once(e, 'go').then(([v]) => console.log('awaited', v)); e.emit('go', 'now'); e.removeAllListeners('a'); console.log(e.emit('a'));
