const http = require('http'), { Readable } = require('stream'), { pipeline } = require('stream/promises');
const server = http.createServer(async (req, res) => {
  let n = 0;
  for await (const part of req) n += part.length;
  res.setHeader('X-Got', n);
  await pipeline(Readable.from((function* () { for (let i = 0; i < 200; i++) yield `${i}`.repeat(500); })()), res);
  console.log('answered');
});
server.listen(0, '127.0.0.1', async () => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST' });
  const answer = new Promise((resolve) => req.on('response', resolve));
  await pipeline(Readable.from([Buffer.alloc(100000, 'x'), Buffer.alloc(50000, 'y')]), req);
  const res = await answer;
  let n = 0;
  for await (const part of res) n += part.length;
  console.log(res.headers['x-got'], n, res.complete);
  server.close(() => console.log('closed'));
});
