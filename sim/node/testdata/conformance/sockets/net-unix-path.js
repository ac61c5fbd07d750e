const net = require('net'), path = require('path'), os = require('os');
const at = path.join(os.tmpdir(), 'timeslice-test-' + process.pid + '.sock');
const server = net.createServer((socket) => {
  console.log(socket.remoteAddress, socket.localAddress, socket.address());
  socket.pipe(socket);
});
server.listen(at, () => {
  console.log(server.address() === at, server.listening);
  const again = net.createServer().on('error', (e) => { console.log(e.code, e.syscall, e.address === at, e.message.replace(at, 'PATH')); go(); });
  again.listen({ path: at });
});
function go() {
  const client = net.createConnection({ path: at }, () => { console.log('connected', client.readyState); client.end('through a path'); });
  client.on('data', (d) => console.log(`${d}`)).on('close', () => server.close(() => {
    console.log('closed');
    net.connect(at).on('error', (e) => console.log(e.code, e.message.replace(at, 'PATH')));
  }));
}
