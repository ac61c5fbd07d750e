// an answer that is iterated and left, piped into what breaks, or finished: who is destroyed, and who is told
const http = require('http'), { pipeline, finished, Writable, PassThrough } = require('stream');
const server = http.createServer((req, res) => {
  finished(res, (e) => console.log(req.url, 'response finished', e?.code));
  if (req.url === '/whole') return res.end('whole');
  const timer = setInterval(() => res.write('data'), 5);
  res.on('close', () => { clearInterval(timer); console.log(req.url, 'response closed', res.writableFinished, res.destroyed); });
});
const get = (path, use) => new Promise((done) => {
  const req = http.get({ port: server.address().port, path }, (res) => use(res, req));
  for (const name of ['abort', 'error']) req.on(name, (e) => console.log(path, 'request', name, e?.code));
  req.on('close', () => { console.log(path, 'request closed', req.aborted, req.destroyed); setTimeout(done, 20); });
});
server.listen(0, async () => {
  await get('/left', async (res, req) => {
    for await (const chunk of res) { console.log(chunk.length > 0); break; }
    console.log(res.destroyed, req.destroyed, res.aborted);
  });
  await get('/broken', (res) => {
    const bad = new Writable({ write(chunk, encoding, callback) { callback(Object.assign(new Error('full'), { code: 'FULL' })); } });
    pipeline(res, bad, (e) => console.log('pipeline', e.code, res.destroyed, bad.destroyed));
  });
  await get('/cut', (res, req) => {
    const through = new PassThrough();
    pipeline(res, through, (e) => console.log('pipeline', e.code, through.destroyed));
    res.once('data', () => req.destroy());
    through.resume();
  });
  await get('/whole', (res) => finished(res.resume(), (e) => console.log('finished', e, res.complete)));
  server.close(() => console.log('closed'));
});
