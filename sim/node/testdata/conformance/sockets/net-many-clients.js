const net = require('net');
let open = 0, most = 0, done = 0;
const server = net.createServer((socket) => {
  most = Math.max(most, ++open);
  socket.on('data', (d) => socket.write(`${d}`.split('').reverse().join('')));
  socket.on('close', () => { open--; });
});
server.listen({ port: 0, host: '127.0.0.1' }, () => {
  const answers = [];
  for (let i = 0; i < 20; i++) {
    const c = net.connect(server.address().port, '127.0.0.1');
    c.write(`message ${i}`);
    c.on('data', (d) => { answers[i] = `${d}`; c.destroy(); });
    c.on('close', () => {
      if (++done < 20) return;
      console.log(answers.join('|'));
      server.getConnections((e, n) => { console.log(e, n <= 20); server.close(() => console.log('closed', most > 0)); });
    });
  }
});
