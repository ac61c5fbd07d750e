const net = require('net');
// Each side ends on its own; who allows it answers after the other's end.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (d) => { text += d; });
  socket.on('end', () => {
    console.log('server: end', socket.readyState, socket.writable);
    socket.write('you said ');
    socket.end(text.toUpperCase());
  });
  socket.on('finish', () => console.log('server: finish'));
  socket.on('close', (hadError) => console.log('server: close', hadError));
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  client.end('half open');
  client.setEncoding('utf8');
  let text = '';
  client.on('data', (d) => { text += d; });
  client.on('end', () => console.log('client: end', text));
  client.on('close', () => { console.log('client: close', client.bytesWritten, client.bytesRead); server.close(() => console.log('closed')); });
});
