const { Worker, MessageChannel } = require('worker_threads');
const w = new Worker(`
const { parentPort } = require('worker_threads');
parentPort.once('message', ({ port }) => {
  port.on('message', (m) => { if (m === 3) { port.postMessage('done'); port.close(); } });
});`, { eval: true });
const { port1, port2 } = new MessageChannel();
port1.postMessage(1);
port1.postMessage(2);
w.postMessage({ port: port2 }, [port2]);
port1.postMessage(3);
port1.on('message', (m) => console.log('main hears', m));
port1.on('close', () => console.log('main closed'));
w.on('exit', (c) => setTimeout(() => console.log('exit', c), 20));
try { w.postMessage({ port: port2 }, [port2]); } catch (e) { console.log(e.name, e.code, e.message); }
try { w.postMessage({ port: port1 }); } catch (e) { console.log(e.name, e.code, e.message); }
