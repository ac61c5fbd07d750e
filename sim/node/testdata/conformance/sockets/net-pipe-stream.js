const net = require('net'), zlib = require('zlib'), { pipeline, Transform } = require('stream');
const upper = () => new Transform({ transform(c, e, cb) { cb(null, `${c}`.toUpperCase()); } });
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  pipeline(socket, upper(), zlib.createGzip(), socket, (e) => console.log('server pipeline', e ? e.code : 'ok'));
});
server.listen(0, '127.0.0.1', async () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
  client.end('some text to be compressed, '.repeat(1000));
  const parts = [];
  for await (const part of client) parts.push(part);
  const text = zlib.gunzipSync(Buffer.concat(parts)).toString();
  console.log(text.length, text.slice(0, 27));
  server.close(() => console.log('closed'));
});
