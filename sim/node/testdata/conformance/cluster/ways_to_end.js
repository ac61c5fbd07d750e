// the worker's side: disconnect, kill, isDead, exit of primary's channel, uncaught errors, exit codes
const cluster = require('cluster');
if (cluster.isPrimary) {
  const modes = ['disconnect', 'kill', 'exit', 'throw', 'reject', 'signal', 'channel', 'destroy', 'linger'];
  let i = 0;
  const next = () => {
    if (i === modes.length) return;
    const mode = modes[i++];
    const w = cluster.fork({ MODE: mode });
    const seen = [];
    w.process.on('message', (m) => { if (!m.cmd) seen.push(m); });
    w.on('disconnect', () => seen.push('disconnect ' + w.exitedAfterDisconnect + ' ' + w.isDead()));
    w.on('exit', (c, s) => { seen.push(['exit', c, s, w.exitedAfterDisconnect, w.isConnected()]); });
    w.process.on('close', () => { console.log(mode, seen.sort((a, b) => Array.isArray(a) - Array.isArray(b))); next(); });
  };
  next();
} else {
  const w = cluster.worker;
  process.on('exit', (c) => { if (process.connected) process.send('exit event ' + c); });
  w.on('disconnect', () => { });
  if (process.env.MODE !== 'disconnect') setInterval(() => {}, 1000);
  const server = require('net').createServer().listen(0, () => {
    process.send([w.isConnected(), w.isDead(), w.exitedAfterDisconnect]);
    switch (process.env.MODE) {
      case 'disconnect': w.disconnect(); break;
      case 'kill': w.kill(); break;
      case 'destroy': w.destroy(); break;
      case 'exit': process.exit(11);
      case 'throw': process.on('uncaughtException', (e) => { process.send(e.message, () => process.exit(12)); }); throw new Error('thrown');
      case 'reject': process.on('unhandledRejection', (e) => { process.send(e.message, () => process.exit(13)); }); Promise.reject(new Error('rejected')); break;
      case 'signal': process.kill(process.pid, 'SIGTERM'); break;
      case 'channel': process.disconnect(); break;
      case 'linger': server.close(() => { w.disconnect(); setTimeout(() => process.exit(14), 50); });
    }
  });
}
