const { port1, port2 } = new MessageChannel();
port2.on('message', (m) => { console.log('msg', m); process.nextTick(()=>console.log('tick',m)); Promise.resolve().then(()=>console.log('micro',m)); if (m === 3) { port2.close(); } });
port1.on('close', () => console.log('close1')); port2.on('close', () => console.log('close2'));
port1.postMessage(1); port1.postMessage(2); port1.postMessage(3);
process.nextTick(()=>console.log('tick0')); Promise.resolve().then(()=>console.log('micro0'));
const c = new MessageChannel(); c.port1.onmessage = (e) => { console.log(e.constructor.name, e.type, e.data, e.target === c.port1, e.ports, e.lastEventId, e.origin, e.source); c.port1.close(); }; c.port2.postMessage({a:1});
try { c.port2.postMessage(()=>{}) } catch (e) { console.log(e.name, e.message) }
try { c.port2.postMessage() } catch (e) { console.log(e.name, e.message) }

