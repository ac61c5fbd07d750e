// Closing ports: the last to be closed is told first, the other ends a turn later
const a = new MessageChannel(), b = new MessageChannel();
a.port1.on('close', () => console.log('a1')); a.port2.on('close', () => console.log('a2'));
b.port1.on('close', () => console.log('b1')); b.port2.on('close', () => console.log('b2'));
a.port1.close(); b.port1.close();
const w1 = require('fs').watch(__dirname), w2 = require('fs').watch(__dirname);
w1.on('close', () => console.log('w1')); w2.on('close', () => console.log('w2')); w1.close(); w2.close();
setImmediate(() => { console.log('imm'); setImmediate(() => console.log('imm2')); });
