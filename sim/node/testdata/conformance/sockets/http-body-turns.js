// Each piece of a request's body is a callback of its own: ticks and microtasks run
// after it, before the rest of what was read at once.
const http = require('http');
const net = require('net');
const watched = (name) => (req, res) => {
  const log = (...what) => console.log(name, ...what);
  log('request', req.url);
  req.on('data', (data) => {
    log('data', String(data));
    queueMicrotask(() => log('microtask of data'));
    process.nextTick(() => log('tick of data'));
  });
  req.on('end', () => {
    log('end', req.complete, req.trailers);
    res.end('x');
  });
  req.on('close', () => log('request closed'));
  res.on('finish', () => log('finish')).on('close', () => log('response closed'));
  queueMicrotask(() => log('microtask'));
  process.nextTick(() => log('tick'));
  Promise.resolve().then(() => log('then')).then(() => log('then again'));
  setImmediate(() => log('immediate'));
};
const once = (name, listener, text) => new Promise((resolve) => {
  const server = http.createServer(listener).listen(0, () => {
    const socket = net.connect(server.address().port, () => socket.write(text)).resume();
    socket.on('close', () => server.close(resolve));
  });
});
const close = 'Host: h\r\nConnection: close\r\n';
(async () => {
  await once('length', watched('length'), `POST /a HTTP/1.1\r\n${close}Content-Length: 4\r\n\r\nbody`);
  await once('chunks', watched('chunks'), `POST /b HTTP/1.1\r\n${close}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\nT: v\r\n\r\n`);
  await once('none', watched('none'), `GET /c HTTP/1.1\r\n${close}\r\n`);
  await once('two', watched('two'), `POST /d HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n1POST /e HTTP/1.1\r\n${close}Content-Length: 1\r\n\r\n2`);
  await once('unread', (req, res) => {
    res.on('finish', () => console.log('unread finish', req.complete)).on('close', () => console.log('unread closed', req.complete));
    req.resume().on('end', () => console.log('unread end'));
    res.end();
  }, `POST /f HTTP/1.1\r\n${close}Content-Length: 4\r\n\r\nbody`);
  await once('throws', (req, res) => {
    req.on('data', () => { throw new Error('of data'); });
    process.once('uncaughtException', (error) => {
      console.log('caught', error.message); // the rest of what was read is given up
      res.end();
      res.on('close', () => process.exit(3));
    });
    req.on('end', () => console.log('throws end'));
  }, `POST /g HTTP/1.1\r\n${close}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n`);
})();
