const dgram = require('dgram');
// Nobody learns of what is lost; who waits unreferenced does not keep the program.
const a = dgram.createSocket('udp4', () => console.log('never'));
a.unref();
a.bind(0, '127.0.0.1', () => {
  const b = dgram.createSocket('udp4');
  b.bind(0, '127.0.0.1', () => {
    const { port } = b.address();
    b.close(() => a.send('to nobody', port, '127.0.0.1', (e, n) => console.log(e, n)));
  });
});
process.on('exit', () => console.log('exit'));
