const net = require('net');
const size = 8 * 1024 * 1024;
const server = net.createServer((socket) => {
  let got = 0;
  socket.pause();
  setTimeout(() => socket.resume(), 20);
  socket.on('data', (d) => { got += d.length; });
  socket.on('end', () => { console.log('received', got); socket.end(); });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('connect', () => {
    const goesOn = client.write(Buffer.alloc(size, 1), () => console.log('flushed'));
    console.log('goes on', goesOn, client.writableNeedDrain, client.writableLength === size);
  });
  client.on('drain', () => { console.log('drain', client.writableLength, client.bytesWritten === size); client.end(); });
  client.on('close', () => { console.log('close'); server.close(); });
  client.resume();
});
