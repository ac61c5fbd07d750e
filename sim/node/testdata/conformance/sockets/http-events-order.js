const http = require('http');
const log = (...a) => console.log(...a);
const server = http.createServer((req, res) => {
  log('request');
  for (const e of ['end', 'close']) req.on(e, () => log('server req', e));
  for (const e of ['prefinish', 'finish', 'close', 'drain']) res.on(e, () => log('server res', e));
  process.nextTick(() => log('server tick'));
  req.resume();
  req.on('end', () => res.end('x', () => log('end callback')));
});
server.on('connection', () => log('connection'));
server.listen(0, '127.0.0.1', () => {
  const agent = new http.Agent({ keepAlive: false });
  const req = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', agent });
  for (const e of ['socket', 'prefinish', 'finish', 'response', 'close']) req.on(e, () => log('req', e));
  req.on('response', (res) => { for (const e of ['end', 'close']) res.on(e, () => log('res', e)); res.on('data', (d) => log('data', `${d}`)); res.on('close', () => server.close(() => log('closed'))); });
  log('before end', req.writableEnded, req.finished, req.headersSent);
  req.end('body');
  log('after end', req.writableEnded, req.finished, req.headersSent, req.writableFinished);
});
