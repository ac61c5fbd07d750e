// A channel made anew for each turn, as schedulers use it
function asyncLoop() { const ch = new MessageChannel(); return new Promise((r) => { ch.port1.onmessage = () => { ch.port1.close(); r(); }; ch.port2.postMessage(null); }); }
(async () => { console.log('a'); await asyncLoop(); console.log('b'); setImmediate(() => console.log('imm')); setTimeout(() => console.log('timeout 20'), 20); await asyncLoop(); console.log('c'); })();
