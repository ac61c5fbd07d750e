const http = require('http');
const server = http.createServer((req, res) => {
  req.on('aborted', () => console.log('server: aborted')).on('error', (e) => console.log('server: error', e.code, e.message));
  req.on('close', () => console.log('server: req close')); res.on('close', () => { console.log('server: res close', res.writableFinished); next(); });
  if (req.url === '/drop') return req.socket.destroy();
  res.write('part');
});
const { AbortController } = globalThis;
const steps = [
  (options) => { const req = http.get(options, (res) => { res.on('data', () => req.destroy()).on('error', (e) => console.log('res error', e.code, e.message)).on('aborted', () => console.log('res aborted')).on('close', () => console.log('res close')); }); return req; },
  (options) => http.get({ ...options, path: '/drop' }),
  (options) => { const c = new AbortController(); const req = http.get({ ...options, signal: c.signal }, (res) => { res.on('error', (e) => console.log('res error', e.name)); res.once('data', () => c.abort()); }); return req; },
];
let at = 0;
function next() {
  setTimeout(() => {
    if (at === steps.length) return server.close(() => console.log('closed'));
    console.log('--', at);
    const req = steps[at++]({ port: server.address().port, host: '127.0.0.1', agent: false });
    req.on('error', (e) => console.log('req error', e.name, e.code, e.message)).on('close', () => console.log('req close')).on('abort', () => console.log('abort'));
  }, 20);
}
server.listen(0, '127.0.0.1', next);
