// What postMessage refuses, and what it returns
const { markAsUntransferable, MessageChannel, receiveMessageOnPort, setEnvironmentData, getEnvironmentData } = require('worker_threads');
const b = new ArrayBuffer(4); markAsUntransferable(b);
const { port1, port2 } = new MessageChannel();
try { port1.postMessage(b, [b]); console.log('posted', b.byteLength, receiveMessageOnPort(port2)); } catch (e) { console.log(e.name, e.code, e.message); }
try { receiveMessageOnPort({}); } catch (e) { console.log(e.name, e.code, e.message); }
markAsUntransferable(port2); try { port1.postMessage(port2, [port2]); console.log('ok'); } catch (e) { console.log(e.name, e.code, e.message); }
setEnvironmentData('a', 1); setEnvironmentData('a'); console.log(getEnvironmentData('a'));
const c = new MessageChannel();
try { c.port1.postMessage(1, [c.port1]); } catch (e) { console.log(e.name, e.code, e.message); }
try { c.port1.postMessage(c.port2); } catch (e) { console.log(e.name, e.code, e.message); }
try { c.port1.postMessage(1, 5); } catch (e) { console.log(e.name, e.code, e.message); }
try { c.port1.postMessage(1, {transfer: 5}); } catch (e) { console.log(e.name, e.code, e.message); }
try { c.port1.postMessage(1, [5]); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(c.port1.postMessage(1)); c.port2.close(); setTimeout(() => { console.log(c.port1.postMessage(2)); c.port1.close(); console.log(c.port1.postMessage(3)); setTimeout(() => console.log(c.port1.postMessage(4)), 5); }, 5);
