// Where callbacks of ports, channels and workers are called from.
const { Worker, MessageChannel, BroadcastChannel, workerData, parentPort, isMainThread } = require('worker_threads');
const show = (name) => console.log(name, new Error(name).stack.split('\n').slice(2).map((line) => line.trim()));
if (!isMainThread) {
  if (workerData === 'throw') (function thrower() { throw new Error('thrown'); })();
  if (workerData === 'missing') require('./missing');
  show('script');
  parentPort.once('message', () => { show('parent port'); setTimeout(() => { show('timer'); parentPort.postMessage(2); }, 20); });
  parentPort.postMessage(1);
} else {
  const { port1, port2 } = new MessageChannel();
  port2.on('message', () => show('on'));
  port2.addEventListener('message', () => show('listener'));
  port2.onmessage = () => { show('onmessage'); port1.close(); };
  port2.on('close', () => { show('close'); broadcast(); });
  port1.postMessage(1);
}
function broadcast() {
  const [a, b] = [new BroadcastChannel('n'), new BroadcastChannel('n')];
  b.onmessage = () => { show('broadcast'); a.close(); b.close(); run('plain'); };
  a.postMessage(1);
  new EventTarget().addEventListener('x', () => show('target'));
  process.nextTick((x) => show('tick'), 1);
  process.nextTick((x, y) => show('tick'), 1, 2);
}
const next = { plain: 'throw', throw: 'missing' };
function run(data) {
  const w = new Worker(__filename, { workerData: data });
  w.on('online', () => show('online'));
  w.on('message', (n) => { show('message'); if (n === 1) setTimeout(() => w.postMessage(1), 20); });
  w.on('error', (e) => console.log(data, e.stack.split('\n').slice(0, 6)));
  w.on('exit', () => { show('exit'); if (next[data]) run(next[data]); else children(); });
}
function children() {
  const cp = require('child_process');
  const c = cp.spawn('true', { stdio: 'ignore' });
  c.on('spawn', () => show('spawn'));
  c.on('exit', () => show('exit of child'));
  c.on('close', () => { show('close of child'); cp.spawn('nope').on('error', (e) => { show('error of child'); console.log(e.stack); files(); }); });
}
function files() {
  const fs = require('fs');
  for (const name of ['openSync', 'readFileSync', 'statSync', 'lstatSync', 'readdirSync', 'unlinkSync', 'accessSync', 'readlinkSync']) {
    try { fs[name]('/nope'); } catch (e) { console.log(e.stack.split('\n').slice(0, 3)); }
  }
}
