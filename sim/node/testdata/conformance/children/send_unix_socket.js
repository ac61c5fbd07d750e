// A connection of a UNIX socket, a server of http and sockets without handles on their way to a child.
const cp = require('child_process'), net = require('net'), http = require('http');
if (process.argv[2]) {
  process.on('message', (m, h) => {
    console.log(m, h?.constructor.name, h instanceof net.Server, h?.listening);
    if (h instanceof net.Server) h.close(); else h?.end('bye from the child');
    process.send(m);
  });
} else {
  const c = cp.fork(__filename, ['child']);
  c.on('exit', (code, signal) => console.log('exit', code, signal));
  const web = http.createServer().listen(0, () => {
    c.send('http', web);
    c.once('message', () => { web.close(); unix(); });
  });
  function unix() {
    const server = net.createServer((s) => { c.send('unix', s); server.close(); });
    server.listen('/tmp/send_unix.sock', () => {
      net.connect('/tmp/send_unix.sock').on('data', (d) => console.log(String(d))).on('close', empty);
    });
  }
  function empty() {
    c.send('closed', new net.Socket());
    c.send('not listening', net.createServer());
    setTimeout(() => c.disconnect(), 100);
  }
}
