const net = require('net');
const one = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = one.address();
  const two = net.createServer();
  two.on('error', (e) => {
    console.log(e.code, e.errno, e.syscall, e.address, e.port === port, e.message.replace(port, 'PORT'), Object.keys(e));
    console.log(two.listening, two.address());
    one.close(() => {
      two.listen(port, '127.0.0.1', () => { console.log('now it listens', two.listening); try { two.listen(1); } catch (x) { console.log(x.code, x.message); } two.close(() => console.log('done')); });
    });
  });
  two.on('close', () => console.log('two: close'));
  two.listen(port, '127.0.0.1');
});
