// The context of callbacks is that in which their handle was made
const { AsyncLocalStorage } = require('async_hooks');
const net = require('net');
const zlib = require('zlib');
const als = new AsyncLocalStorage();
const log = (what) => console.log(what, als.getStore());
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
(async () => {
  const server = als.run('server', () => net.createServer((c) => {
    log('connection');
    c.on('data', () => { log('data of the server'); c.end(); });
  }));
  als.run('listen', () => server.listen(0, () => log('listening')));
  await wait(30);
  const client = als.run('connect', () => net.connect(server.address().port, () => log('connected')));
  als.run('listeners', () => client.on('end', () => log('end')).on('close', () => log('close')).resume());
  als.run('write', () => client.write('x'));
  await wait(200);
  als.run('close', () => server.close(() => log('server closed')));
  await wait(30);
  const gzip = als.run('make', () => zlib.createGzip());
  als.run('listeners', () => gzip.on('data', () => log('compressed')).on('end', () => log('end')));
  als.run('write', () => gzip.end('x', () => log('written')));
  await wait(100);
  als.run('gzip', () => zlib.gzip('x', () => log('gzip')));
  await wait(100);
  als.run('signal', () => process.on('SIGUSR2', () => log('signal')));
  als.run('kill', () => process.kill(process.pid, 'SIGUSR2'));
  await wait(100);
})();
