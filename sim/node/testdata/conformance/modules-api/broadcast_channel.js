// BroadcastChannel: everybody of the name but the sender hears it
const a = new BroadcastChannel('chan'), b = new BroadcastChannel('chan'), c = new BroadcastChannel('other');
a.onmessage = (e) => { console.log('a', e.data, e.constructor.name); };
b.onmessage = (e) => { console.log('b', e.data); b.postMessage('reply'); setTimeout(() => { a.close(); b.close(); c.close(); console.log('closed'); }, 10); };
c.onmessage = () => console.log('never');
console.log(a.name, a); a.postMessage('hi');
try { new BroadcastChannel(); } catch (e) { console.log(e.code, e.message); }
setTimeout(() => { try { a.postMessage(1); } catch (e) { console.log(e.name, e.code, e.message); } console.log(a); }, 30);
