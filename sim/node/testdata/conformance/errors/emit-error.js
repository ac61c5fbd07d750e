const EventEmitter = require('events');
const e = new EventEmitter();
e.on('error', (x) => console.log('heard', x.message));
e.emit('error', new Error('one'));
e.removeAllListeners();
try { e.emit('error', new Error('two')); } catch (x) { console.log('thrown', x.message); }
try { e.emit('error', 'text'); } catch (x) { console.log(x.code, x.message); }
