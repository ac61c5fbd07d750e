// Ports that answer each other: who is heard in the same poll phase
const { port1, port2 } = new MessageChannel();
port1.on('message', (m) => { console.log('1<-', m); process.nextTick(() => console.log('tick after', m)); Promise.resolve().then(() => console.log('micro after', m)); if (m < 6) port1.postMessage(m + 1); else port1.close(); });
port2.on('message', (m) => { console.log('2<-', m); setImmediate(() => console.log('imm', m)); port2.postMessage(m + 1); });
port1.postMessage(0); port1.postMessage(10);
