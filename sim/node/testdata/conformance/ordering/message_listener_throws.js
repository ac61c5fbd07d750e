// A listener that throws: the other messages come with the next turn
const { port1, port2 } = new MessageChannel();
port2.on('message', (m) => { console.log(m); if (m === 'b') throw new Error('in handler'); if (m === 'd') port2.close(); });
process.on('uncaughtException', (e) => console.log('caught', e.message));
for (const c of 'abcd') port1.postMessage(c);
setImmediate(() => console.log('immediate'));
