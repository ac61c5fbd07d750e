// How much may wait at a socket, and what is left of its address when it is connected no more.
const dgram = require('dgram');
const server = dgram.createSocket({ type: 'udp4', recvBufferSize: 9000, sendBufferSize: 7000 });
server.bind(0, '127.0.0.1', () => {
  console.log(server.getRecvBufferSize(), server.getSendBufferSize());
  for (const size of [1, 1000, 5000, 100000]) {
    console.log(size, server.setRecvBufferSize(size), server.setSendBufferSize(size), server.getRecvBufferSize(), server.getSendBufferSize());
  }
  for (const size of [-1, 'x', 1.5, 2 ** 33]) {
    try { server.setRecvBufferSize(size); } catch (e) { console.log(e.code, e.message); }
  }
  for (const of of ['x', '1.2.3.4']) {
    try { server.addMembership(of === 'x' ? '224.0.0.1' : of, of); } catch (e) { console.log(e.code, e.message); }
  }
  server.setRecvBufferSize(3000);
  let received = 0;
  server.on('message', () => received++);
  const { port } = server.address();
  const client = dgram.createSocket('udp4');
  for (let i = 0; i < 50; i++) client.send(Buffer.alloc(100), port, '127.0.0.1');
  setTimeout(() => {
    console.log(received > 0, received < 50);
    client.connect(port, '127.0.0.1', () => {
      console.log(client.address().address, client.address().port > 0);
      client.disconnect();
      console.log(client.address());
      client.send('z', port, '127.0.0.1', () => {
        console.log(client.address().address, client.address().port > 0);
        client.close();
        bound(port);
      });
    });
  }, 50);
});
function bound(port) {
  const client = dgram.createSocket('udp4').bind({ port: 0, address: '127.0.0.1' }, () => {
    client.connect(port, () => {
      client.disconnect();
      console.log(client.address());
      client.close();
      server.close();
    });
  });
}
