// A socket of UDP goes over the channel: both processes have it.
const dgram = require('dgram');
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (message, socket) => {
    const { address, family } = socket.address();
    console.log('child', message, socket instanceof dgram.Socket, socket.type, address, family);
    socket.on('message', (data, from) => {
      socket.send(`answer to ${data}`, from.port, from.address, () => {
        socket.close();
        process.disconnect();
      });
    });
    process.send('ready');
  });
} else {
  const child = fork(__filename, ['child']);
  const socket = dgram.createSocket('udp4');
  socket.bind(0, '127.0.0.1', () => {
    const { port } = socket.address();
    child.send('take this', socket, (error) => console.log('sent', error));
    child.on('message', () => {
      socket.close();
      const client = dgram.createSocket('udp4');
      client.on('message', (data) => {
        console.log('client', String(data));
        client.close();
      });
      client.send('question', port, '127.0.0.1');
    });
  });
  child.on('exit', (code, signal) => console.log('exit', code, signal));
}
