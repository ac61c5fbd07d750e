const wt = require('worker_threads');
if (wt.isMainThread) {
  console.log(wt.threadId, wt.parentPort, wt.workerData, wt.resourceLimits, Object.keys(wt).length);
  const w = new wt.Worker(__filename, { argv: ['x', 5], name: 'helper' });
  console.log(w.threadId, w.stdin, w.stdout.constructor.name, w instanceof require('events'));
  w.on('message', (m) => console.log(m));
  w.on('exit', (c) => console.log('exit', c, w.threadId, w.resourceLimits));
} else {
  wt.parentPort.postMessage([wt.threadId, wt.isMainThread, wt.workerData, process.argv.slice(2), __filename.split('/').pop(),
    require.main === module, process.pid > 0, wt.parentPort.constructor.name, wt.resourceLimits.stackSizeMb]);
}
